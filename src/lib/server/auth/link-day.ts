import { and, eq, gte, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { AppError } from '$lib/domain/errors';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import type { PortalScope, ResolverScope, Scope } from './scope';

type LinkUnit = Unit<PortalScope | ResolverScope>;

/** What one link does in a day at the very most: far above what a person writes, far below what hurts. */
export const LINK_DAY = { messages: 30, claims: 30, files: 200 } as const;

/** The same of a customer, through all his links together: each mail brings him another one. */
export const CUSTOMER_DAY = {
	...{ messages: 90, replies: 60, claims: 90 },
	/** Payments he promises: a plan has several. */
	...{ disputes: 60, promises: 60, followers: 60, answers: 200, copies: 60, amendments: 60 }
} as const;

const LONGEST_DAY_MS = 26 * 3_600_000;

/** On the organisation's day; the instant before it lets the index find them. */
export const onToday = ({ scope, now, today }: LinkUnit, at: PgColumn): SQL | undefined =>
	and(
		gte(at, new Date(now.getTime() - LONGEST_DAY_MS)),
		sql`(${at} at time zone ${scope.timeZone})::date = ${today}::date`
	);

/**
 * Sums and counts of a link hold until the transaction ends: whoever asks at the same moment waits. What
 * else a transaction holds is locked before, so that nobody waits in a circle.
 */
export const lockLinkDay = (unit: LinkUnit): Promise<void> =>
	lockDay(unit, unit.scope.holder.linkId);

const lockDay = async ({ tx }: LinkUnit, of: string): Promise<void> => {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${of}, 0))`);
};

interface Counted {
	table: PgTable;
	at: PgColumn;
	which: SQL | undefined;
	most: number;
}

/** Of this link. Counted while nobody else writes one: two at the same moment are two. @throws too_often_today */
export async function refuseAboveToday(unit: LinkUnit, counted: Counted): Promise<void> {
	await lockLinkDay(unit);
	if (await isAbove(unit, counted)) throw new AppError('too_often_today');
}

interface CountedOfCustomer extends Omit<Counted, 'which'> {
	which?: SQL | undefined;
	table: PgTable & Record<'organisationId' | 'customerId', PgColumn>;
}

/** Of the customer, whichever link it came through; his lock comes after that of the link. @throws customer_too_often */
export async function refuseAboveCustomerDay(
	unit: Unit<PortalScope>,
	{ table, which, ...counted }: CountedOfCustomer
): Promise<void> {
	const { organisationId, customerId } = unit.scope;
	await lockLinkDay(unit);
	await lockDay(unit, customerId);
	const own = and(eq(table.organisationId, organisationId), eq(table.customerId, customerId));
	if (await isAbove(unit, { ...counted, table, which: and(own, which) }))
		throw new AppError('customer_too_often', { whom: await whomToAsk(unit) });
}

/** By name, with the way to reach him today. */
export async function whomToAsk(unit: Unit<Scope>): Promise<string> {
	const { name, phone, email } = await organisationOf(unit);
	return [name, phone || email].filter(Boolean).join(', ');
}

async function isAbove(unit: LinkUnit, { table, at, which, most }: Counted): Promise<boolean> {
	const [row] = await unit.tx
		.select({ count: sql<string>`count(*)` })
		.from(table)
		.where(and(which, onToday(unit, at)));
	return Number(row!.count) >= most;
}

/** Of this link. */
export const ofLink = (
	{ scope }: LinkUnit,
	{ organisationId, linkId }: { organisationId: PgColumn; linkId: PgColumn }
): SQL => and(eq(organisationId, scope.organisationId), eq(linkId, scope.holder.linkId))!;
