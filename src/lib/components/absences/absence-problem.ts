import type { Wrong } from '$lib/components/disputes/form-state';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

const DAYS: Record<string, () => string> = {
	fromOn: m.desk_absence_from,
	untilOn: m.desk_absence_until
};

/** Said with the name of its field: both days may be missing. */
export function absenceProblem({ code, details, field }: Wrong): string {
	const words = errorWords(code, details);
	const name = code === 'date_invalid' && DAYS[field ?? '']?.();
	return name ? `${name} – ${words}` : words;
}
