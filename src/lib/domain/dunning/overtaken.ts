import { askedItems } from './asked';
import type { DecisionItem } from './decision';

/**
 * Invoices a written letter asks more for than may be asked today: paid, disputed, promised or held
 * since. Such a letter should not leave as it is.
 */
export function overtakenItems(
	written: readonly DecisionItem[],
	today: readonly DecisionItem[]
): readonly DecisionItem[] {
	const may = new Map(
		today.map(({ invoiceId, collectibleMinor }) => [invoiceId, collectibleMinor])
	);
	return askedItems(written).filter(
		({ invoiceId, collectibleMinor }) => collectibleMinor > (may.get(invoiceId) ?? 0n)
	);
}
