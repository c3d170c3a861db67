import type { Language } from './language';
import { getLocale } from './paraglide/runtime';

/** The words for one, or for as many as there are; French counts nothing as one. */
export const counted = (
	count: number,
	one: (inputs: { count: number }) => string,
	many: (inputs: { count: number }) => string,
	language: Language = getLocale()
): string => (count === 1 || (count === 0 && language === 'fr') ? one : many)({ count });
