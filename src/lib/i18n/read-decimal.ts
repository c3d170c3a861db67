import { readsAsNumber } from '$lib/domain/fields/value';
import type { Language } from './language';
import { DECIMAL_SIGN } from './read-amount';

type Sign = ',' | '.';

/**
 * A number typed into a form of this language, with a point; null when it is none. "1.500" is thousands in French,
 * "1,500" in English; what the language does not write but nobody can misread ("125.50") is understood in all.
 */
export function readDecimal(text: string, language: Language): string | null {
	const typed = text.replace(/[\s'’]/g, '').replace(/^−/, '-');
	const sign = DECIMAL_SIGN[language];
	return plain(typed, sign) ?? plain(typed, sign === ',' ? '.' : ',');
}

/** A thousand begins with no zero: "0.125" is an eighth everywhere. */
const WRITTEN: Record<Sign, RegExp> = {
	',': /^-?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/,
	'.': /^-?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/
};

const plain = (typed: string, sign: Sign): string | null =>
	WRITTEN[sign].test(typed)
		? typed.replaceAll(sign === ',' ? '.' : ',', '').replace(sign, '.')
		: null;

/** "1500.5" → "1500,5" in a French form; what is no number stays what it is. */
export const typedDecimal = (value: string, language: Language): string =>
	readsAsNumber(value) ? value.replace('.', DECIMAL_SIGN[language]) : value;
