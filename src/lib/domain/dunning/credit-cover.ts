import { money, type Money } from '$lib/domain/money';
import { coverOldestFirst } from '$lib/domain/receivables/credits';
import type { AssessedItem } from './collectible';

export interface Covered {
	readonly assessed: AssessedItem[];
	/** To deduct from the total. */
	readonly rest: readonly Money[];
}

/** An invoice that received money covers wholly is not chased, and the reason says so. */
export function coverWithCredits(
	oldestFirst: readonly AssessedItem[],
	credits: readonly Money[]
): Covered {
	const { covered, rest } = coverOldestFirst(
		oldestFirst.map(({ item }) => item),
		credits
	);
	return {
		assessed: oldestFirst.map((each) => (covered.has(each.item) ? settled(each) : each)),
		rest
	};
}

function settled({ item, reasons }: AssessedItem): AssessedItem {
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
