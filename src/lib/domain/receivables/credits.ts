import type { LocalDate } from '$lib/domain/calendar';
import { minorMin, money, totals, type Money } from '$lib/domain/money';

/** What may be asked for of one invoice, as far as a credit cares. */
export interface Coverable {
	readonly number: string;
	readonly dueOn: LocalDate | null;
	readonly currency: string;
	readonly collectibleMinor: bigint;
}

export interface Cover<Item> {
	/** Settled by what was received: not asked for any more. */
	readonly covered: ReadonlySet<Item>;
	/** What remains of each currency once it covers no further invoice wholly: to deduct from the total. */
	readonly rest: readonly Money[];
}

/**
 * Money received but not allocated yet settles the oldest invoices first. An invoice it covers
 * wholly is not asked for: the customer has most probably paid it. A partly covered one still is, and
 * what covers a part of it is deducted. The mail, the letter, the portal and the staff page use it.
 */
export function coverOldestFirst<Item extends Coverable>(
	oldestFirst: readonly Item[],
	credits: readonly Money[]
): Cover<Item> {
	const left = new Map(totals(credits).map(({ currency, minor }) => [currency, minor]));
	const stopped = new Set<string>();
	const covered = new Set<Item>();
	for (const item of oldestFirst) {
		const { collectibleMinor, currency } = item;
		const available = left.get(currency) ?? 0n;
		if (collectibleMinor === 0n || available <= 0n || stopped.has(currency)) continue;
		// The oldest first: what is too small for it settles no younger one.
		if (available < collectibleMinor) stopped.add(currency);
		else {
			left.set(currency, available - collectibleMinor);
			covered.add(item);
		}
	}
	return { covered, rest: [...left].map(([currency, minor]) => money(minor, currency)) };
}

/** Never more than what is asked for. */
export const deducted = (asked: readonly Money[], rest: readonly Money[]): Money[] =>
	asked.flatMap(({ currency, minor }) => {
		const found = rest.find((amount) => amount.currency === currency)?.minor ?? 0n;
		const part = minorMin(found, minor);
		return part > 0n ? [money(part, currency)] : [];
	});

export const minus = (amounts: readonly Money[], credit: readonly Money[]): Money[] =>
	amounts.flatMap(({ currency, minor }) => {
		const left = minor - (credit.find((amount) => amount.currency === currency)?.minor ?? 0n);
		return left > 0n ? [money(left, currency)] : [];
	});

/** Oldest due date first, then the highest amount, then the number; without due date last. */
export function olderFirst(a: Coverable, b: Coverable): number {
	if (a.dueOn !== b.dueOn) return (a.dueOn ?? NEVER) < (b.dueOn ?? NEVER) ? -1 : 1;
	if (a.collectibleMinor !== b.collectibleMinor)
		return a.collectibleMinor > b.collectibleMinor ? -1 : 1;
	return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

const NEVER = '9999-99-99';
