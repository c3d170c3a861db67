import { minorMin, money, totals, type Money } from '$lib/domain/money';
import type { AssessedItem } from './collectible';

export interface Covered {
	readonly assessed: AssessedItem[];
	/** What remains of each currency once it covers no further invoice wholly: to deduct from the total. */
	readonly rest: readonly Money[];
}

/**
 * Money received but not allocated yet settles the oldest invoices first. An invoice it covers
 * wholly is not chased: the customer has most probably paid it. A partly covered one still is, and
 * what covers a part of it is deducted.
 */
export function coverWithCredits(
	oldestFirst: readonly AssessedItem[],
	credits: readonly Money[]
): Covered {
	const left = new Map(totals(credits).map(({ currency, minor }) => [currency, minor]));
	const stopped = new Set<string>();
	const assessed = oldestFirst.map((each) => {
		const { collectibleMinor, currency } = each.item;
		const available = left.get(currency) ?? 0n;
		if (collectibleMinor === 0n || available <= 0n || stopped.has(currency)) return each;
		// The oldest first: what is too small for it settles no younger one.
		if (available < collectibleMinor) {
			stopped.add(currency);
			return each;
		}
		left.set(currency, available - collectibleMinor);
		return covered(each);
	});
	return { assessed, rest: [...left].map(([currency, minor]) => money(minor, currency)) };
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

function covered({ item, reasons }: AssessedItem): AssessedItem {
	const { invoiceId, number, collectibleMinor, currency } = item;
	return {
		item: { ...item, state: 'held', collectibleMinor: 0n },
		reasons: [
			...reasons,
			{
				code: 'credit_covers',
				invoiceId,
				invoiceNumber: number,
				amount: money(collectibleMinor, currency)
			}
		]
	};
}
