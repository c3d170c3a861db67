import { FIRST_LANGUAGE, type Labels, type Language } from '$lib/domain/language';
import { getLocale } from './paraglide/runtime';

/** In the language of whoever reads, else in the house's, else in the first that somebody wrote. */
export const labelOf = (
	labels: Labels,
	language: Language = getLocale(),
	house: Language = FIRST_LANGUAGE
): string =>
	[labels[language], labels[house], labels[FIRST_LANGUAGE], ...Object.values(labels)].find(
		(label) => label?.trim()
	) ?? '';

/** The one that is read, without the others. */
export const spoken = (labels: Labels, language: Language = getLocale()): Labels => ({
	[language]: labelOf(labels, language)
});
