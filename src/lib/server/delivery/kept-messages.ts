import { and, asc, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import { within, type Period } from '../db/within';
import { reportsOf } from './delivery-reports';
import { inertLink } from './letter-link';
import { copyIn, noticeOf } from './notice-of';
import type { Delivery } from './queries';
import { isForColleagues } from './to-colleagues';
import { isWritten } from './written-mail';

/**
 * Every message about a case or one of these notices, the oldest first, with all that was heard of it.
 * Where its link stood there are `linkWords`; no words where none left.
 */
export const keptMessages = (
	unit: Unit<InsideScope>,
	{ customerId, disputeId, noticeIds }: Named,
	linkWords: string
) =>
	keptWhere(
		unit,
		and(
			eq(delivery.customerId, customerId),
			or(disputeId ? eq(delivery.disputeId, disputeId) : undefined, among(noticeId, noticeIds))
		),
		linkWords
	);

/** What was sent about the account itself, a page of it after `after`: neither about a case nor for a notice. */
export const keptOfAccount = (
	unit: Unit<InsideScope>,
	{ customerId, after, limit, ...period }: { customerId: string } & Page & Period,
	linkWords: string
) =>
	keptWhere(
		unit,
		and(
			eq(delivery.customerId, customerId),
			isNull(delivery.disputeId),
			sql`${noticeId} is null`,
			after ? gt(delivery.id, after) : undefined,
			within(leftAt, period)
		),
		linkWords,
		limit
	);

/** What never left is of the day it was written. */
const leftAt = sql`coalesce(${delivery.sentAt}, ${delivery.createdAt})`;

interface Page {
	/** Id of the last one of the page before. */
	after: string | null;
	limit: number;
}

async function keptWhere(
	unit: Unit<InsideScope>,
	which: SQL | undefined,
	linkWords: string,
	limit?: number
) {
	const query = unit.tx
		.select()
		.from(delivery)
		.where(and(eq(delivery.organisationId, unit.scope.organisationId), which))
		.$dynamic();
	// Ids are made in their order.
	const rows = limit
		? await query.orderBy(asc(delivery.id)).limit(limit)
		: await query.orderBy(asc(delivery.createdAt), asc(delivery.id));
	const reports = await reportsOf(
		unit,
		rows.map(({ id }) => id)
	);
	return rows.map(({ facts, linkId, ...row }) => ({
		...row,
		noticeId: noticeOf({ noticeId: row.noticeId, facts }),
		...wordsOf({ ...row, linkId }, linkWords),
		isInternal: isForColleagues(row.mail) || copyIn(facts)?.contactId === null,
		reports: reports.filter(({ deliveryId }) => deliveryId === row.id)
	}));
}
export type KeptMessage = Awaited<ReturnType<typeof keptWhere>>[number];

interface Named {
	customerId: string;
	disputeId?: string;
	noticeIds: readonly string[];
}

/** A copy of a notice names it among its facts. */
const noticeId = sql`coalesce(${delivery.noticeId}, (${delivery.facts}->'copy'->>'noticeId')::uuid)`;

type Words = Pick<
	Delivery,
	'channel' | 'status' | 'subject' | 'sentAt' | 'linkId' | 'html' | 'text'
>;
const wordsOf = (row: Words, linkWords: string) =>
	isWritten(row) || (row.channel !== 'email' && row.sentAt)
		? inertLink(row, linkWords)
		: { html: '', text: '' };
