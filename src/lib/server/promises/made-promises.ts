import { and, eq } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { graceEndsOn, standingOf, type PromiseFacts } from '$lib/domain/promises/standing';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { promise, promiseItem } from '../db/schema/promises';
import { settledByDay, type SettledBy } from '../payments/dunning-facts';

export interface PromiseTerms {
	today: LocalDate;
	graceDays: number;
	calendar: WorkingCalendar;
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
	const rows = await rowsOf(unit, of);
	const settledBy = await settledByDay(
		unit,
		rows.map(({ item }) => item.invoiceId)
	);
	return [...groupBy(rows, ({ item }) => item.promiseId).values()].map((items) =>
		madeOf(items, settledBy, terms)
	);
}

const rowsOf = (
	unit: Unit<InsideScope>,
	{ customerIds, promiseId }: { customerIds?: readonly string[]; promiseId?: string }
) =>
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
				promiseId ? eq(promiseItem.promiseId, promiseId) : undefined
			)
		);

function madeOf(
	rows: Awaited<ReturnType<typeof rowsOf>>,
	settledBy: SettledBy,
	{ today, graceDays, calendar }: PromiseTerms
): MadePromise {
	const row = rows[0]!.promise;
	const graceEnd = graceEndsOn(row.dueOn, graceDays, calendar);
	const facts = {
		dueOn: row.dueOn,
		isBeyond: row.beyond.length > 0,
		verdict: row.verdict,
		isWithdrawn: row.withdrawnAt !== null,
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
