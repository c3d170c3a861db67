const FIELD = 'field-';

/** What was typed into the custom fields of a page, and how they stood before. */
export const filledIn = (words: Record<string, string>) => ({
	seen: words.seen ?? '',
	values: Object.entries(words)
		.filter(([name]) => name.startsWith(FIELD))
		.map(([name, value]) => ({ fieldId: name.slice(FIELD.length), value }))
});
