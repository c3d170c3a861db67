import { money } from '$lib/domain/money';
import type { MailedLine } from '../mail/mailed-line';
import type { CaseItem } from './case-queries';

/** The line of an item as mails tell it; null when the item is about an invoice as such. */
export function mailedLine({ line, currency, ...item }: CaseItem): MailedLine | null {
	if (!line) return null;
	return {
		description: line.description,
		quantity: line.quantity,
		unitPrice: money(line.unitPriceMinor, currency),
		claimedQuantity: item.claimedQuantity,
		expectedPrice:
			item.expectedUnitPriceMinor === null ? null : money(item.expectedUnitPriceMinor, currency),
		claimed: money(item.claimedMinor, currency)
	};
}

/** Each item of a case, as whoever is asked about it reads them. */
export const mailedItems = (items: readonly CaseItem[]) =>
	items.map((item) => ({
		number: item.number,
		claimed: money(item.claimedMinor, item.currency),
		total: money(item.line?.totalMinor ?? item.totalMinor, item.currency),
		line: mailedLine(item)
	}));
