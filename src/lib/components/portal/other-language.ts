import { asLanguage, type Language } from '$lib/i18n/language';
import { DECIMAL_SIGN } from '$lib/i18n/read-amount';
import type { Paid } from './draft';

/**
 * The language a form was typed in, when one of the buttons of languages sent it (ui/LanguageSwitch): it is
 * shown again in the one that was asked for, and nothing is done. Null when it was sent for anything else.
 */
export function typedInLanguage(form: FormData): Language | null {
	const step = form
		.getAll('step')
		.map(String)
		.find((value) => value.startsWith(PREFIX));
	return asLanguage(step?.slice(PREFIX.length));
}
const PREFIX = 'from-';

interface Figures {
	amounts: Record<string, string>;
	figures: Record<string, string>;
	paid?: Paid;
}

/** The same form in another language: "1.234,50" is read there as "1,234.50", and means the same. */
export function retyped<Typed extends Figures>(typed: Typed, from: Language, to: Language): Typed {
	const again = (text: string) => retypedAmount(text, from, to);
	const eachOf = (texts: Record<string, string>) =>
		Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, again(text)]));
	const { amounts, figures, paid } = typed;
	return {
		...typed,
		...{ amounts: eachOf(amounts), figures: eachOf(figures) },
		...(paid && { paid: { ...paid, amount: again(paid.amount) } })
	};
}

export const retypedAmount = (text: string, from: Language, to: Language): string =>
	DECIMAL_SIGN[from] === DECIMAL_SIGN[to]
		? text
		: text.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
