import type { Money } from '$lib/domain/money';
import { formatMoney } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** An offer in short: what it is, and how much. */
export interface OfferInShort {
	kind: 'credit' | 'replacement' | 'instalments';
	/** Credited, or to be paid in parts; a replacement has none. */
	amount: Money | null;
	/** Still contested. */
	claimed: Money;
	/** Payments of a plan. */
	parts: number;
}

export function offerWords(
	{ kind, amount, claimed, parts }: OfferInShort,
	language: Language = getLocale()
): string {
	const sum = amount ? formatMoney(amount, language) : '';
	if (kind !== 'instalments')
		return say(
			`follow_offer_${kind}`,
			{ amount: sum, claimed: formatMoney(claimed, language) },
			language
		);
	return say('follow_offer_short_instalments', { amount: sum, count: String(parts) }, language);
}
