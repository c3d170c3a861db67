import { typedBefore, type ArchivedField } from '$lib/domain/fields/value';
import type { Language } from '$lib/i18n/language';
import { asTyped } from './as-written';

/** What was typed into fields that were archived meanwhile: it is saved nowhere. What stood there already is. */
export const leftAside = (
	words: Readonly<Record<string, string>>,
	archived: readonly ArchivedField[],
	language: Language
) =>
	archived.flatMap((field) => {
		const typed = words[`field-${field.id}`]?.trim();
		const value = typedBefore(words.seen ?? '', field.id);
		if (typed === undefined || typed === asTyped({ kind: field.kind, value }, language)) return [];
		return [{ field, typed }];
	});
