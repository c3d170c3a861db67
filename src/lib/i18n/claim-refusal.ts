import type { ItemRefusal } from '$lib/domain/disputes/item-claims';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { formatMoney, formatQuantity } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';

interface About {
	/** The invoice. */
	id: string;
	number: string;
	currency: string;
}

/** Why an item of a case claims nothing, at the field it was typed into. */
export function claimRefusal(
	refusal: ItemRefusal,
	{ id, number, currency }: About,
	lineId: string | undefined,
	language: Language = getLocale()
): AppError {
	const words = (minor: bigint): string => formatMoney(money(minor, currency), language);
	const field = lineId ? `line-${lineId}` : `amount-${id}`;
	switch (refusal.problem) {
		case 'line_unknown':
			return new AppError('not_found', {}, 'invoice');
		case 'line_in_dispute':
			return new AppError('line_in_dispute', { number, reference: refusal.reference }, field);
		case 'quantity_not_below': {
			const max = formatQuantity(refusal.line.quantity, language);
			return new AppError(refusal.problem, { max }, `figure-${lineId}`);
		}
		case 'price_not_below': {
			const max = words(refusal.line.unitPriceMinor);
			return new AppError(refusal.problem, { max }, `figure-${lineId}`);
		}
		default:
			return new AppError(refusal.problem, { number, max: words(refusal.leftMinor) }, field);
	}
}
