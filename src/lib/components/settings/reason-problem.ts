import type { Wrong } from '$lib/components/disputes/form-state';
import { LANGUAGES } from '$lib/domain/language';
import { languageName } from '$lib/i18n/language-name';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

/** Said with the name of its field: two languages may lack their words. */
export function reasonProblem({ code, details, field }: Wrong): string {
	const words = code === 'name_taken' ? m.settings_reasons_same() : errorWords(code, details);
	const name = nameOf(field);
	return name ? `${name} – ${words}` : words;
}

function nameOf(field: string | null): string | null {
	const language = LANGUAGES.find((one) => field === `label-${one}`);
	if (language) return `${m.settings_reasons_label()}, ${languageName(language)}`;
	if (field === 'deadlineDays') return m.settings_reasons_deadlineDays();
	return field === 'answerHoldDays' ? m.settings_reasons_answerHoldDays() : null;
}
