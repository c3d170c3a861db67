import type { TemplateProblem } from '$lib/domain/dunning/check-template';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';

/** "French, neutral tone, subject". */
export const placeWords = ({
	language,
	tone,
	field
}: Record<keyof Pick<TemplateProblem, 'language' | 'tone' | 'field'>, string>): string =>
	m.templates_problem_place({
		language: say(`templates_language_${language}`),
		tone: say(`templates_tone_${tone}`),
		field: say(`templates_field_${field}`)
	});
