import { quantityMissing } from '$lib/domain/disputes/lines';
import type { Money } from '$lib/domain/money';
import { formatMoney, formatQuantity } from './format';
import type { Language } from './language';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

export interface ContestedLine {
	/** Billed. */
	quantity: string;
	unitPrice: Money;
	/** Billed and not received. */
	claimedQuantity: string | null;
	expectedPrice: Money | null;
}

/** What a customer says of a line: the quantities billed and received, both prices, or what was billed. */
export function lineWords(line: ContestedLine, language: Language = getLocale()): string {
	const billed = formatQuantity(line.quantity, language);
	const price = formatMoney(line.unitPrice, language);
	const locale = { locale: language };
	if (line.claimedQuantity !== null) {
		const received = quantityMissing(line.quantity, line.claimedQuantity);
		return m.common_line_quantity({ billed, received: formatQuantity(received, language) }, locale);
	}
	if (line.expectedPrice)
		return m.common_line_price(
			{ price, expected: formatMoney(line.expectedPrice, language) },
			locale
		);
	return m.common_line_billed({ billed, price }, locale);
}
