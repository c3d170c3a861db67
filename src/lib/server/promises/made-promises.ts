import { and, eq, inArray, lte } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { paidShares, type InvoiceShare } from '$lib/domain/promises/paid-shares';
import { reservedJudged, reservedWaiting, type InvoiceMoney } from '$lib/domain/promises/reserved';
import { graceEndsOn, standingOf, type PromiseFacts } from '$lib/domain/promises/standing';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope, PortalScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { promise, promiseItem } from '../db/schema/promises';
import { moneyOf } from '../payments/invoice-money';
import { contestedItems, type MissingItem, type SettledBy } from './contested-items';

export interface PromiseTerms {
	today: LocalDate;
	graceDays: number;
	calendar: WorkingCalendar;
	/** What was known then of promises and payments; missing = all that is known now. */
	asOf?: AsOf | undefined;
}

/** A customer reads his own promises through his link. */
export type PromiseReader = InsideScope | PortalScope;

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
	unit: Unit<PromiseReader>,
	of: { customerIds?: readonly string[]; promiseId?: string },
	terms: PromiseTerms
): Promise<MadePromise[]> {
	const rows = await rowsOf(unit, { ...of, madeBy: terms.asOf?.at });
	const ids = rows.map(({ item }) => item.invoiceId);
	const money = await moneyOf(unit, ids, terms.asOf);
	const settledBy: SettledBy = (invoiceId, on) => settledIn(money(invoiceId), on);
	const paid = paidBy(rows, money, terms);
	const contested = await contestedItems(unit, missingOf(rows, paid, terms), {
		...{ settledBy, asOf: terms.asOf }
	});
	return [...groupBy(rows, ({ item }) => item.promiseId).values()]
		.map((items) => madeOf(items, { paid, contested }, terms))
		.filter(({ row }) => !of.promiseId || row.id === of.promiseId);
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const settledIn = ({ settlements }: InvoiceMoney, day: LocalDate): bigint =>
	settlements.filter(({ on }) => on <= day).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

interface Asked {
	customerIds?: readonly string[];
	promiseId?: string;
	madeBy?: Date | undefined;
}

/** Of one promise: together with the others about its invoices, for what is paid is shared among them. */
const rowsOf = (unit: Unit<PromiseReader>, { customerIds, promiseId, madeBy }: Asked) =>
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
				customerIds ? among(promiseItem.customerId, customerIds) : undefined,
				promiseId ? inArray(promiseItem.invoiceId, invoicesOf(unit, promiseId)) : undefined,
				madeBy ? lte(promise.madeAt, madeBy) : undefined
			)
		);

const invoicesOf = ({ tx, scope }: Unit<PromiseReader>, promiseId: string) =>
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
type PaidBy = (row: Row, on: LocalDate) => bigint;

function paidBy(
	rows: readonly Row[],
	moneyOn: (invoiceId: string) => InvoiceMoney,
	terms: PromiseTerms
): PaidBy {
	const { asOf, today } = terms;
	const counted = rows.filter(({ promise: row }) => isWaitedFor(row, asOf));
	const byInvoice = groupBy(counted, ({ item }) => item.invoiceId);
	return (row, on) => {
		const { id, invoiceId } = row.item;
		const shares = (byInvoice.get(invoiceId) ?? []).map((one) => shareOf(one, terms));
		const money = moneyOn(invoiceId);
		const isWaiting = today <= shareOf(row, terms).graceEnd;
		const reserved = isWaiting
			? reservedWaiting(money, on)
			: reservedJudged(money, { madeAt: row.promise.madeAt, on });
		const beside = { totalMinor: money.totalMinor, reserved };
		return paidShares(shares, settledIn(money, on), beside).get(id) ?? 0n;
	};
}

/** What is judged: the last day is over, and not all of it was paid. */
const missingOf = (
	rows: readonly Row[],
	paid: PaidBy,
	{ today, graceDays, calendar, asOf }: PromiseTerms
): MissingItem[] =>
	rows.flatMap((asked) => {
		const { promise: row, item } = asked;
		const on = graceEndsOn(row.dueOn, graceDays, calendar);
		if (today <= on || !isWaitedFor(row, asOf)) return [];
		const missingMinor = item.amountMinor - paid(asked, on);
		return missingMinor > 0n ? { id: item.id, invoiceId: item.invoiceId, on, missingMinor } : [];
	});

/** Taken back, refused or not agreed to: no money is meant for it. */
function isWaitedFor(row: Row['promise'], asOf: AsOf | undefined): boolean {
	const { isBeyond, verdict, isWithdrawn } = wordOn(row, asOf);
	return !isWithdrawn && (verdict === 'approved' || (verdict === null && !isBeyond));
}

/** What was said about it, as known then. */
const wordOn = (row: Row['promise'], asOf: AsOf | undefined) => ({
	isBeyond: row.beyond.length > 0,
	verdict: isKnown(row.decidedAt, asOf) ? row.verdict : null,
	isWithdrawn: row.withdrawnAt !== null && isKnown(row.withdrawnAt, asOf)
});

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
	{ paid, contested }: { paid: PaidBy; contested: ReadonlyMap<string, bigint> },
	{ today, graceDays, calendar, asOf }: PromiseTerms
): MadePromise {
	const row = rows[0]!.promise;
	const graceEnd = graceEndsOn(row.dueOn, graceDays, calendar);
	const facts = {
		dueOn: row.dueOn,
		...wordOn(row, asOf),
		items: rows.map(({ item, ...its }) => ({
			invoiceId: item.invoiceId,
			currency: item.currency,
			amountMinor: item.amountMinor,
			paidInTimeMinor: paid({ item, ...its }, graceEnd),
			paidNowMinor: paid({ item, ...its }, today),
			contestedMinor: contested.get(item.id) ?? 0n
		}))
	};
	return { ...facts, row, graceEnd, standing: standingOf(facts, { today, graceEnd }) };
}

const isKnown = (at: Date | null, asOf: AsOf | undefined): boolean =>
	!asOf || (at !== null && at <= asOf.at);
