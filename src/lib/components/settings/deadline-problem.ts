import type { Labels } from '$lib/domain/language';
import { STAGES_OF_CASE } from '$lib/domain/disputes/deadline-terms';
import type { Problem } from '$lib/components/disputes/form-state';
import { labelOf } from '$lib/i18n/labels';
import { say } from '$lib/i18n/words';

interface Reason {
	id: string;
	labels: Labels;
}

/** Said with the name of its field: many numbers of a page may be wrong. */
export const deadlineProblems = (problem: Problem | null, reasons: readonly Reason[]) =>
	(problem?.all ?? []).map(({ words, field }) => {
		const name = field && nameOf(field, reasons);
		return { words: name ? `${name} – ${words}` : words, field };
	});

function nameOf(field: string, reasons: readonly Reason[]): string | null {
	if (field.endsWith('Percent')) return say(`settings_deadlines_${field}`);
	const stage = STAGES_OF_CASE.find((one) => field.startsWith(`${one}-`));
	const reason = reasons.find(({ id }) => field.endsWith(id));
	return stage && reason ? `${labelOf(reason.labels)}, ${say(`desk_deadline_${stage}`)}` : null;
}
