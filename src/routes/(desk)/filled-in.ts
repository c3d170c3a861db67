import type { Language } from '$lib/i18n/language';

const FIELD = 'field-';

/** What was typed into the custom fields of a page, and how they stood before; a number is one of this language. */
export const filledIn = (words: Record<string, string>, language: Language) => ({
	language,
	seen: words.seen ?? '',
	values: Object.entries(words)
		.filter(([name]) => name.startsWith(FIELD))
		.map(([name, value]) => ({ fieldId: name.slice(FIELD.length), value }))
});
