import type { LocalDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';
import type { Reserved } from './reserved';

/** One promise about an invoice, as far as money is concerned. */
export interface InvoiceShare {
	readonly id: string;
	readonly madeOn: LocalDate;
	readonly dueOn: LocalDate;
	/** Last day it is waited for. */
	readonly graceEnd: LocalDate;
	readonly amountMinor: bigint;
	/** Settled of the invoice when it was made: that money was not about it. */
	readonly settledBeforeMinor: bigint;
}

/** What else the money of the invoice is about. */
export interface BesidePromises {
	readonly totalMinor: bigint;
	readonly reserved: readonly Reserved[];
}

const NOTHING: BesidePromises = { totalMinor: 0n, reserved: [] };

/**
 * What was paid of each promise about one invoice once `settledMinor` of the invoice is settled, by id.
 * Each cent keeps one promise only: of those made before it came, the one whose day comes first. What is
 * said to be paid or was credited is settled before them, out of what nobody promised.
 */
export function paidShares(
	promises: readonly InvoiceShare[],
	settledMinor: bigint,
	{ totalMinor, reserved }: BesidePromises = NOTHING
): Map<string, bigint> {
	const paid = new Map(promises.map(({ id }) => [id, 0n]));
	const kept = reserved.map((one) => ({ ...one }));
	const starts = startsOf([...promises, ...reserved]);
	for (const [index, start] of starts.entries()) {
		let left = minorMax(0n, minorMin(settledMinor, starts[index + 1] ?? settledMinor) - start);
		const turn = inTurn(promises, start);
		const promised = turn
			.filter(({ isReplaced }) => !isReplaced)
			.reduce((sum, { one }) => sum + one.amountMinor - paid.get(one.id)!, 0n);
		left -= takeReserved(kept, start, minorMin(left, totalMinor - start - promised));
		for (const { one } of turn) {
			const part = minorMin(left, one.amountMinor - paid.get(one.id)!);
			paid.set(one.id, paid.get(one.id)! + part);
			left -= part;
		}
	}
	return paid;
}

const startsOf = (all: readonly { readonly settledBeforeMinor: bigint }[]): bigint[] =>
	[...new Set(all.map((one) => one.settledBeforeMinor))].sort(ascending);

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Up to that much, from what was reserved by then. @returns how much that is */
function takeReserved(
	kept: { amountMinor: bigint; settledBeforeMinor: bigint }[],
	start: bigint,
	mostMinor: bigint
): bigint {
	let left = minorMax(0n, mostMinor);
	for (const one of kept.filter(({ settledBeforeMinor }) => settledBeforeMinor <= start)) {
		const part = minorMin(left, one.amountMinor);
		one.amountMinor -= part;
		left -= part;
	}
	return minorMax(0n, mostMinor) - left;
}

/** Whose turn it is for money that comes once `settledMinor` is settled. */
function inTurn(promises: readonly InvoiceShare[], settledMinor: bigint) {
	const made = promises.filter((one) => one.settledBeforeMinor <= settledMinor);
	return made
		.map((one) => ({
			one,
			// Made once that day was over: it is about the same money, so the old one is not served before it.
			isReplaced: made.some(({ madeOn }) => madeOn > one.graceEnd)
		}))
		.sort(
			(a, b) =>
				Number(a.isReplaced) - Number(b.isReplaced) ||
				compare(a.one.dueOn, b.one.dueOn) ||
				compare(a.one.id, b.one.id)
		);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
