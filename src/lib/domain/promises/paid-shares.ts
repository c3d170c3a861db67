import type { LocalDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';

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

/**
 * What was paid of each promise about one invoice once `settledMinor` of the invoice is settled, by id.
 * Each cent keeps one promise only: of those made before it came, the one whose day comes first.
 */
export function paidShares(
	promises: readonly InvoiceShare[],
	settledMinor: bigint
): Map<string, bigint> {
	const paid = new Map(promises.map(({ id }) => [id, 0n]));
	const starts = [...new Set(promises.map((one) => one.settledBeforeMinor))].sort(ascending);
	for (const [index, start] of starts.entries()) {
		let left = minorMax(0n, minorMin(settledMinor, starts[index + 1] ?? settledMinor) - start);
		for (const { id, amountMinor } of inTurn(promises, start)) {
			const part = minorMin(left, amountMinor - paid.get(id)!);
			paid.set(id, paid.get(id)! + part);
			left -= part;
		}
	}
	return paid;
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whose turn it is for money that comes once `settledMinor` is settled. */
function inTurn(promises: readonly InvoiceShare[], settledMinor: bigint): InvoiceShare[] {
	const made = promises.filter((one) => one.settledBeforeMinor <= settledMinor);
	// Made once that day was over: it is about the same money, so the old one is not served before it.
	const isReplaced = (one: InvoiceShare) => made.some(({ madeOn }) => madeOn > one.graceEnd);
	return made.sort(
		(a, b) =>
			Number(isReplaced(a)) - Number(isReplaced(b)) ||
			compare(a.dueOn, b.dueOn) ||
			compare(a.id, b.id)
	);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
