import type { Language } from './language';
import { getLocale } from './paraglide/runtime';

/** The words for one, or for as many as there are; some languages count nothing as one. */
export const counted = (
	count: number,
	one: (inputs: { count: number }) => string,
	many: (inputs: { count: number }) => string,
	language: Language = getLocale()
): string => (new Intl.PluralRules(language).select(count) === 'one' ? one : many)({ count });
