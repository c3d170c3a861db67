import { and, eq, lte } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { graceEndsOn, standingOf, type PromiseFacts } from '$lib/domain/promises/standing';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { promise, promiseItem } from '../db/schema/promises';
import { settledByDay, type SettledBy } from '../payments/dunning-facts';
import { allocationsAsOf } from '../payments/past-facts';

export interface PromiseTerms {
	today: LocalDate;
	graceDays: number;
	calendar: WorkingCalendar;
	/** What was known then of promises and payments; missing = all that is known now. */
	asOf?: AsOf | undefined;
}

export type MadeItem = PromiseFacts['items'][number] & { invoiceId: string; currency: string };

/** A promise with what was paid since. */
export interface MadePromise extends PromiseFacts {
	row: typeof promise.$inferSelect;
	items: readonly MadeItem[];
	/** Last day it is waited for. */
	graceEnd: LocalDate;
	standing: ReturnType<typeof standingOf>;
}

/** Promises of these customers, or of everybody, with how they stand; the payments tell. */
export async function madePromises(
	unit: Unit<InsideScope>,
	of: { customerIds?: readonly string[]; promiseId?: string },
	terms: PromiseTerms
): Promise<MadePromise[]> {
	const { asOf } = terms;
	const rows = await rowsOf(unit, { ...of, madeBy: asOf?.at });
	const ids = rows.map(({ item }) => item.invoiceId);
	const settledBy = await (asOf ? settledAsOf(unit, ids, asOf) : settledByDay(unit, ids));
	return [...groupBy(rows, ({ item }) => item.promiseId).values()].map((items) =>
		madeOf(items, settledBy, terms)
	);
}

async function settledAsOf(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[],
	asOf: AsOf
): Promise<SettledBy> {
	const sums = groupBy(await allocationsAsOf(unit, invoiceIds, asOf), (row) => row.invoiceId);
	return (invoiceId, day) =>
		(sums.get(invoiceId) ?? [])
			.filter(({ on }) => on <= day)
			.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

interface Asked {
	customerIds?: readonly string[];
	promiseId?: string;
	madeBy?: Date | undefined;
}

const rowsOf = (unit: Unit<InsideScope>, { customerIds, promiseId, madeBy }: Asked) =>
	unit.tx
		.select({ promise, item: promiseItem })
		.from(promiseItem)
		.innerJoin(
			promise,
			and(
				eq(promise.organisationId, promiseItem.organisationId),
				eq(promise.id, promiseItem.promiseId)
			)
		)
		.where(
			and(
				eq(promiseItem.organisationId, unit.scope.organisationId),
				customerIds ? oneOf(promiseItem.customerId, customerIds) : undefined,
				promiseId ? eq(promiseItem.promiseId, promiseId) : undefined,
				madeBy ? lte(promise.madeAt, madeBy) : undefined
			)
		);

function madeOf(
	rows: Awaited<ReturnType<typeof rowsOf>>,
	settledBy: SettledBy,
	{ today, graceDays, calendar, asOf }: PromiseTerms
): MadePromise {
	const row = rows[0]!.promise;
	const graceEnd = graceEndsOn(row.dueOn, graceDays, calendar);
	const facts = {
		dueOn: row.dueOn,
		isBeyond: row.beyond.length > 0,
		verdict: isKnown(row.decidedAt, asOf) ? row.verdict : null,
		isWithdrawn: row.withdrawnAt !== null && isKnown(row.withdrawnAt, asOf),
		items: rows.map(({ item: { invoiceId, currency, amountMinor, settledBeforeMinor } }) => ({
			invoiceId,
			currency,
			amountMinor,
			settledBeforeMinor,
			settledInTimeMinor: settledBy(invoiceId, graceEnd),
			settledNowMinor: settledBy(invoiceId, today)
		}))
	};
	return { ...facts, row, graceEnd, standing: standingOf(facts, { today, graceEnd }) };
}

const isKnown = (at: Date | null, asOf: AsOf | undefined): boolean =>
	!asOf || (at !== null && at <= asOf.at);
