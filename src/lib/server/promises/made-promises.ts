import { and, eq, inArray } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { paidShares, type InvoiceShare } from '$lib/domain/promises/paid-shares';
import { graceEndsOn, standingOf, type PromiseFacts } from '$lib/domain/promises/standing';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise, promiseItem } from '../db/schema/promises';
import { settledByDay } from '../payments/dunning-facts';

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
	const paid = await paidBy(unit, rows, terms);
	return [...groupBy(rows, ({ item }) => item.promiseId).values()]
		.map((items) => madeOf(items, paid, terms))
		.filter(({ row }) => !of.promiseId || row.id === of.promiseId);
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Of one promise: together with the others about its invoices, for what is paid is shared among them. */
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
				customerIds ? inArray(promiseItem.customerId, [...customerIds]) : undefined,
				promiseId ? inArray(promiseItem.invoiceId, invoicesOf(unit, promiseId)) : undefined
			)
		);

const invoicesOf = ({ tx, scope }: Unit<InsideScope>, promiseId: string) =>
	tx
		.select({ id: promiseItem.invoiceId })
		.from(promiseItem)
		.where(
			and(
				eq(promiseItem.organisationId, scope.organisationId),
				eq(promiseItem.promiseId, promiseId)
			)
		);

/** What was paid of an item up to and including a day, minor units. */
type PaidBy = (item: Row['item'], on: LocalDate) => bigint;

async function paidBy(
	unit: Unit<InsideScope>,
	rows: readonly Row[],
	terms: PromiseTerms
): Promise<PaidBy> {
	const settledBy = await settledByDay(
		unit,
		rows.map(({ item }) => item.invoiceId)
	);
	const byInvoice = groupBy(rows.filter(isWaitedFor), ({ item }) => item.invoiceId);
	return ({ id, invoiceId }, on) => {
		const shares = (byInvoice.get(invoiceId) ?? []).map((row) => shareOf(row, terms));
		return paidShares(shares, settledBy(invoiceId, on)).get(id) ?? 0n;
	};
}

/** Taken back, refused or not agreed to: no money is meant for it. */
const isWaitedFor = ({ promise: { withdrawnAt, verdict, beyond } }: Row): boolean =>
	withdrawnAt === null && (verdict === 'approved' || (verdict === null && beyond.length === 0));

const shareOf = (
	{ promise: { madeOn, dueOn }, item }: Row,
	{ graceDays, calendar }: PromiseTerms
): InvoiceShare => ({
	id: item.id,
	madeOn,
	dueOn,
	graceEnd: graceEndsOn(dueOn, graceDays, calendar),
	amountMinor: item.amountMinor,
	settledBeforeMinor: item.settledBeforeMinor
});

function madeOf(
	rows: readonly Row[],
	paid: PaidBy,
	{ today, graceDays, calendar }: PromiseTerms
): MadePromise {
	const row = rows[0]!.promise;
	const graceEnd = graceEndsOn(row.dueOn, graceDays, calendar);
	const facts = {
		dueOn: row.dueOn,
		isBeyond: row.beyond.length > 0,
		verdict: row.verdict,
		isWithdrawn: row.withdrawnAt !== null,
		items: rows.map(({ item }) => ({
			invoiceId: item.invoiceId,
			currency: item.currency,
			amountMinor: item.amountMinor,
			paidInTimeMinor: paid(item, graceEnd),
			paidNowMinor: paid(item, today)
		}))
	};
	return { ...facts, row, graceEnd, standing: standingOf(facts, { today, graceEnd }) };
}
