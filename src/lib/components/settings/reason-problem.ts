import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';
import { labelName, namingField } from './naming-field';

const NAMES: Record<string, () => string> = {
	deadlineDays: m.settings_reasons_deadlineDays,
	answerHoldDays: m.settings_reasons_answerHoldDays
};

export const reasonProblem = namingField(
	(field) => labelName(field, m.settings_reasons_label()) ?? NAMES[field]?.(),
	({ code, details }) =>
		code === 'name_taken' ? m.settings_reasons_same() : errorWords(code, details)
);
