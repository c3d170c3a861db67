import { minorMax, money, totals, type Money } from '$lib/domain/money';
import type { AssessedItem } from './collectible';

/**
 * Money received but not allocated yet settles the oldest invoices first. An invoice it covers
 * wholly is not chased: the customer has most probably paid it. A partly covered one still is.
 */
export function coverWithCredits(
	oldestFirst: readonly AssessedItem[],
	credits: readonly Money[]
): AssessedItem[] {
	const left = new Map(totals(credits).map(({ currency, minor }) => [currency, minor]));
	return oldestFirst.map((assessed) => {
		const { collectibleMinor, currency } = assessed.item;
		const available = left.get(currency) ?? 0n;
		if (collectibleMinor === 0n || available <= 0n) return assessed;
		left.set(currency, minorMax(0n, available - collectibleMinor));
		return available >= collectibleMinor ? covered(assessed) : assessed;
	});
}

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
