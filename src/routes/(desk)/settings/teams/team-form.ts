import type { TeamInput } from '$lib/domain/disputes/team-input';
import { byLanguage, type Language } from '$lib/domain/language';
import { asLanguage } from '$lib/i18n/language';

type Words = Record<string, string>;

/** As it was typed; the door says what of it is wrong. */
export const teamIn = (words: Words): TeamInput => ({
	labels: byLanguage((language) => words[`label-${language}`] ?? ''),
	isShown: words.isShown === 'on'
});

export const headIn = (words: Words, key: string, otherwise: Language) => ({
	headName: words[`${key}-headName`] ?? '',
	headEmail: words[`${key}-headEmail`] ?? '',
	headLanguage: asLanguage(words[`${key}-headLanguage`]) ?? otherwise
});

/** Those that are ticked. */
export const membersIn = (words: Words): string[] =>
	Object.keys(words).flatMap((name) =>
		name.startsWith('member-') ? [name.slice('member-'.length)] : []
	);
