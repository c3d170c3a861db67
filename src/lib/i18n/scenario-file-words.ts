import { labelOf } from './labels';
import { getLocale } from './paraglide/runtime';
import { byLanguage, type Language } from '$lib/domain/language';
import { errorWords, say } from './words';

/** "Step 2 (Reminder), the day it opens: 365 at most". Refusals of other kinds have words of their own. */
export function fileRefusalWords(
	{ code, details }: { code: string; details: Record<string, string> },
	language: Language = getLocale()
): string {
	if (code !== 'scenario_file_invalid') return errorWords(code, details, language);
	const { what = '', why = 'other', allowed = '' } = details;
	const problem = say(`scenarios_file_why_${why}`, { allowed }, language);
	const about = say(`scenarios_file_what_${what || 'step'}`, {}, language);
	const where = [stepWords(details, language), about].filter(Boolean).join(', ');
	return say('scenarios_file_problem', { where, problem }, language);
}

function stepWords(details: Record<string, string>, language: Language): string {
	const { step } = details;
	if (!step) return '';
	const name = labelOf(
		byLanguage((each) => details[each]),
		language
	);
	return name
		? say('scenarios_file_step_named', { number: step, name }, language)
		: say('scenarios_step_number', { number: step }, language);
}
