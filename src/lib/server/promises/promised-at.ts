import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { paidShares } from '$lib/domain/promises/paid-shares';
import { reservedWaiting, type InvoiceMoney } from '$lib/domain/promises/reserved';
import { graceEndsOn } from '$lib/domain/promises/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { promise, promiseItem } from '../db/schema/promises';
import { moneyOf } from '../payments/invoice-money';
import { promiseTerms } from './queries';

/** When, and what was settled of the invoice by then. */
export interface Moment {
	at: Date;
	on: LocalDate;
	settledMinor: bigint;
}

/** What was still promised of an invoice at a moment, minor units. */
export type PromisedAt = (invoiceId: string, moment: Moment) => bigint;

export async function promisedAt(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<PromisedAt> {
	const { graceDays, calendar } = await promiseTerms(unit);
	const rows = groupBy(await rowsOf(unit, invoiceIds), ({ item }) => item.invoiceId);
	const money = await moneyOf(unit, invoiceIds);
	return (invoiceId, { at, on, settledMinor }) => {
		const shares = (rows.get(invoiceId) ?? [])
			.filter((row) => heldAt(row.promise, at))
			.map(({ promise: { madeOn, dueOn }, item }) => ({
				...item,
				madeOn,
				dueOn,
				graceEnd: graceEndsOn(dueOn, graceDays, calendar)
			}));
		const known = moneyBefore(money(invoiceId), at);
		const paid = paidShares(shares, settledMinor, {
			totalMinor: known.totalMinor,
			reserved: reservedWaiting(known, on)
		});
		return shares
			.filter(({ graceEnd }) => on <= graceEnd)
			.reduce((sum, { id, amountMinor }) => sum + amountMinor - paid.get(id)!, 0n);
	};
}

/** As it was known before that instant. */
const moneyBefore = ({ totalMinor, settlements, said }: InvoiceMoney, at: Date): InvoiceMoney => ({
	totalMinor,
	settlements: settlements.filter((one) => one.at < at),
	said: said
		.filter((one) => one.at < at)
		.map((one) =>
			one.decidedAt && one.decidedAt >= at ? { ...one, verdict: null, decidedAt: null } : one
		)
});

const rowsOf = (unit: Unit<InsideScope>, invoiceIds: readonly string[]) =>
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
				oneOf(promiseItem.invoiceId, invoiceIds)
			)
		);

/** Made, agreed to where somebody had to, and not taken back before that instant. */
function heldAt(
	{ madeAt, beyond, verdict, decidedAt, withdrawnAt }: typeof promise.$inferSelect,
	at: Date
): boolean {
	if (madeAt >= at || (withdrawnAt !== null && withdrawnAt < at)) return false;
	return beyond.length === 0 || (verdict === 'approved' && decidedAt !== null && decidedAt < at);
}
