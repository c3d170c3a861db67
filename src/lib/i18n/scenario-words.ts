import { alone } from './alone';
import { REQUIRED_LANGUAGES } from '$lib/domain/language';
import type { ScenarioChange, StepField } from '$lib/domain/dunning/compare-scenarios';
import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { channelLabel } from './decision-words';
import { formatList, formatMoney } from './format';
import { labelOf } from './labels';
import { LANGUAGES, type Language } from './language';
import { languageNameIn } from './language-name';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** The words of a step need to know in which currency its minimum is written. */
export interface Speech {
	currency: string;
	language: Language;
}

export const speechIn = (currency: string, language: Language = getLocale()): Speech => ({
	currency,
	language
});

const words = (key: string, { language }: Speech, inputs: Record<string, unknown> = {}): string =>
	say(`scenarios_${key}`, inputs, language);

/** What is wrong with a step, or looks so. */
export const checkWords = (code: string, speech: Pick<Speech, 'language'>): string =>
	say(`scenarios_check_${code}`, { languages: requiredIn(speech.language) }, speech.language);

const requiredIn = (reader: Language): string =>
	formatList(
		REQUIRED_LANGUAGES.map((each) => languageNameIn(each, reader)),
		reader
	);

export const stepName = ({ name }: Pick<DraftStep, 'name'>, speech: Speech): string =>
	labelOf(name, speech.language) || words('step_unnamed', speech);

/** "10 jours après l’échéance, jusqu’au 19e jour" */
export function stepTiming(step: DraftStep, speech: Speech): string {
	const { opensDays: opens, closesDays: closes } = step;
	if (step.phase === 'before_due') return words('when_before', speech, { opens, closes });
	const last = nth(closes, speech);
	return words(opens <= 1 ? 'when_after_one' : 'when_after', speech, { opens, last });
}

/** French counts the first of days apart: 1er, 2e. English says which by number. */
const ORDINAL: Record<Language, (day: number) => string> = {
	fr: (day) => `${day}${day === 1 ? 'er' : 'e'}`,
	en: String,
	// „am 9. Tag“, “hasta el día 9”.
	de: String,
	es: String
};
const nth = (day: number, { language }: Speech): string => ORDINAL[language](day);

/** "10 jours après l’échéance, jusqu’au 19e jour : Relance" */
export const stepSentence = (step: DraftStep, speech: Speech): string =>
	words('sentence', speech, { when: stepTiming(step, speech), name: stepName(step, speech) });

/** How, to whom and under which conditions. */
export function stepFacts(step: DraftStep, speech: Speech): string {
	const copies = [...step.copyRoles, ...step.internalCopies].length > 0 && copiesOf(step, speech);
	const facts = [
		channelLabel(step, speech.language),
		words('fact_to', speech, { role: words(`role_${step.contactRole}`, speech) }),
		words('fact_tone', speech, { tone: words(`tone_${step.tone}`, speech) }),
		words(departureOf(step), speech),
		copies && words('fact_copies', speech, { names: copies }),
		step.minimumMinor > 0 && words('fact_minimum', speech, { amount: minimumOf(step, speech) }),
		step.onlyGroups.length > 0 &&
			words('fact_groups', speech, { groups: step.onlyGroups.join(', ') }),
		step.requiresEarlierContact && words('fact_earlier', speech)
	];
	return facts.filter(Boolean).join(' · ');
}

const copiesOf = (step: DraftStep, speech: Speech): string =>
	[
		...step.copyRoles.map((role) => alone(words(`role_${role}`, speech))),
		...step.internalCopies.map((role) => words(`internal_${role}`, speech))
	].join(', ');

const minimumOf = ({ minimumMinor }: DraftStep, { currency, language }: Speech): string =>
	formatMoney({ minor: BigInt(minimumMinor), currency }, language);

/** One difference between two versions. */
export function changeSentence(change: ScenarioChange, speech: Speech): string {
	const step = stepName(change.step, speech);
	if (change.kind !== 'changed') return words(`change_${change.kind}`, speech, { step });
	return words('change_changed', speech, {
		step,
		field: words(`word_${change.field}`, speech),
		before: valueOf(change.before, change.field, speech),
		after: valueOf(change.step, change.field, speech)
	});
}

const CODED: Partial<Record<StepField, string>> = {
	phase: 'phase',
	tone: 'tone',
	contactRole: 'role',
	nonWorkingDay: 'day',
	onStaleData: 'stale'
};

/** What a field says, as a person reads it. */
function valueOf(step: DraftStep, field: StepField, speech: Speech): string {
	const value = step[field];
	const prefix = CODED[field];
	if (prefix) return alone(words(`${prefix}_${String(value)}`, speech));
	if (field === 'channel') return channelLabel(step, speech.language);
	if (field === 'name') return LANGUAGES.map((each) => step.name[each] ?? '').join(' / ');
	if (field === 'minimumMinor') return minimumOf(step, speech);
	if (field === 'automatic') return alone(words(departureOf(step), speech));
	if (field === 'template' && value === 'dunning-notice') return words('template_usual', speech);
	if (typeof value === 'boolean') return words(value ? 'yes' : 'no', speech);
	if (Array.isArray(value)) return listOf(step, field, speech);
	return String(value);
}

/** What leaves by itself: a call, a letter and a hand-over wait for somebody whatever was chosen. */
function departureOf({ automatic, channel, legal }: DraftStep): string {
	if (legal || !automatic)
		return channel === 'call' && !legal ? 'automatic_no_call' : 'automatic_no';
	return `automatic_yes${BY_HAND[channel] ?? ''}`;
}
const BY_HAND: Partial<Record<DraftStep['channel'], string>> = {
	letter: '_letter',
	registered_letter: '_letter',
	call: '_call'
};

function listOf(step: DraftStep, field: StepField, speech: Speech): string {
	if (field === 'onlyGroups') return step.onlyGroups.join(', ') || words('everybody', speech);
	const copyRoles = field === 'copyRoles' ? step.copyRoles : [];
	const internalCopies = field === 'internalCopies' ? step.internalCopies : [];
	return copiesOf({ ...step, copyRoles, internalCopies }, speech) || words('nobody', speech);
}
