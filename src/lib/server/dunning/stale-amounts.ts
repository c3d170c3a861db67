import type { DecisionItem } from '$lib/domain/dunning/decision';
import type { TemplateWords } from '$lib/domain/dunning/template';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';

/** What is asked for and what is not, of one account. */
interface Account {
	items: readonly Pick<DecisionItem, 'currency' | 'collectibleMinor' | 'disputedMinor'>[];
	collectible: readonly Money[];
	overdue: readonly Money[];
	disputed: readonly Money[];
}

/**
 * Amounts somebody typed that were right when the words were saved and are no longer: a payment or a
 * dispute came in between. The table of the letter follows the facts, typed text cannot.
 */
export function staleAmounts(
	words: TemplateWords,
	then: Account,
	now: Account,
	language: Language
): string[] {
	const right = amountsIn(now, language);
	return namedIn(
		words,
		[...amountsIn(then, language)].filter((amount) => !right.has(amount))
	);
}

/** Those of the amounts that somebody typed. */
export function namedIn(words: TemplateWords, amounts: readonly string[]): string[] {
	const text = plain(`${words.subject}\n${words.body}\n${words.closing}`);
	return amounts.filter((amount) => names(text, plain(amount)));
}

function amountsIn(account: Account, language: Language): Set<string> {
	const ofItems = account.items.flatMap(({ currency, collectibleMinor, disputedMinor }) =>
		[collectibleMinor, disputedMinor].map((minor) => ({ minor, currency }))
	);
	const all = [...ofItems, ...account.collectible, ...account.overdue, ...account.disputed];
	return new Set(
		all.filter(({ minor }) => minor > 0n).map((amount) => formatMoney(amount, language))
	);
}

/** People type an ordinary space where an amount has one that does not break. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** As a whole: "250,00 €" is not named by "1 250,00 €". */
function names(text: string, amount: string): boolean {
	for (let at = text.indexOf(amount); at >= 0; at = text.indexOf(amount, at + 1))
		if (!/[\d.,] ?$/.test(text.slice(0, at)) || !/^\d/.test(amount)) return true;
	return false;
}
