import type { Wrong } from '$lib/components/disputes/form-state';
import { LANGUAGES } from '$lib/domain/language';
import { languageName } from '$lib/i18n/language-name';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

/** Said with the name of its field: two languages may lack their words. */
export function teamProblem({ code, details, field }: Wrong): string {
	const name = nameOf(field);
	const words = errorWords(code, details);
	return name ? `${name} – ${words}` : words;
}

function nameOf(field: string | null): string | null {
	const language = LANGUAGES.find((one) => field === `label-${one}`);
	if (language) return `${m.settings_teams_label()}, ${languageName(language)}`;
	if (field?.endsWith('-headName')) return m.settings_teams_name();
	return field?.endsWith('-headEmail') ? m.settings_teams_email() : null;
}
