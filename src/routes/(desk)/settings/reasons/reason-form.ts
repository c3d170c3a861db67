import type { ReasonSettings } from '$lib/domain/disputes/reason-settings';
import { byLanguage } from '$lib/domain/language';
import { orNone } from '../../form';

/** As it was typed; the door says what of it is wrong. */
export const settingsIn = (words: Record<string, string>): ReasonSettings => ({
	labels: byLanguage((language) => words[`label-${language}`] ?? ''),
	category: words.category as never,
	claimType: words.claimType as never,
	canonicalCode: words.canonicalCode as never,
	team: words.team as never,
	deadlineDays: Number(words.deadlineDays),
	asks: (orNone(words.asks) ?? null) as never,
	answerHoldDays: Number(words.answerHoldDays ?? 0),
	holdsWholeInvoice: words.holdsWholeInvoice === 'on',
	causeRequired: words.causeRequired === 'on',
	explanationRequired: words.explanationRequired === 'on',
	procedure: words.procedure ?? '',
	suggestedTasks: byLanguage((language) => words[`tasks-${language}`] ?? '')
});
