import type { Wrong } from '$lib/components/disputes/form-state';
import { LANGUAGES } from '$lib/domain/language';
import { languageName } from '$lib/i18n/language-name';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

/** A refusal said with the name of its field: two of one form may be at fault. */
export const namingField =
	(nameOf: (field: string) => string | null | undefined, wordsOf = ownWords) =>
	(wrong: Wrong): string => {
		const name = wrong.field && nameOf(wrong.field);
		return name ? `${name} – ${wordsOf(wrong)}` : wordsOf(wrong);
	};

const ownWords = ({ code, details }: Wrong): string => errorWords(code, details);

/** What a house calls something, in one language after the other. */
export const labelProblem = namingField((field) =>
	field === 'choices' ? m.custom_choices() : labelName(field, m.custom_label())
);

/** "Label, French", for the field of a language (`label-fr`, `labels.fr`). */
export function labelName(field: string, label: string): string | null {
	const language = LANGUAGES.find((one) => new RegExp(`^labels?[.-]${one}$`).test(field));
	return language ? `${label}, ${languageName(language)}` : null;
}
