import { REQUIRED_LANGUAGES } from '../language';
import { STEP_DEFAULTS } from './scenario';
import type { DraftStep } from './step-schema';
import { firstDay, lastDay } from './step-window';

/** What keeps a draft from being published. */
export const SCENARIO_ERRORS = [
	'empty',
	'duplicate_key',
	'no_name',
	'window_upside_down',
	'negative_minimum',
	'never_taken',
	'formal_comes_first',
	'after_legal',
	'no_provider',
	'no_template'
] as const;
/** What deserves a look, and may be wanted. */
export const SCENARIO_WARNINGS = [
	'out_of_order',
	'window_may_be_closed',
	'starts_on_due_day',
	'sends_without_data',
	'formal_without_look',
	'nobody_in_group'
] as const;
export type ScenarioError = (typeof SCENARIO_ERRORS)[number];
export type ScenarioWarning = (typeof SCENARIO_WARNINGS)[number];

export interface ScenarioVerdict {
	readonly code: ScenarioError | ScenarioWarning;
	readonly blocking: boolean;
	/** Place in the list, from 0; missing: of the scenario as a whole. */
	readonly at?: number;
}

/** What the organisation has that a step may name; what is not given is not looked at. */
export interface ScenarioMeans {
	/** Somebody sends text messages for it. */
	texts?: boolean;
	/** Keys of its own templates. */
	templates?: ReadonlySet<string>;
	/** Customer groups somebody belongs to. */
	groups?: ReadonlySet<string>;
}

/** Everything that can be said about a draft; a step that is switched off is not judged. */
export function checkScenario(
	steps: readonly DraftStep[],
	{ texts = false, templates, groups }: ScenarioMeans = {}
): ScenarioVerdict[] {
	const inUse = steps.flatMap((step, at) => (step.disabled ? [] : [{ step, at }]));
	if (inUse.length === 0) return [error('empty')];
	return inUse.flatMap((one) => [
		...ERRORS.filter(([, holds]) => holds(one, inUse)).map(([code]) => error(code, one.at)),
		...(one.step.channel === 'sms' && !texts ? [error('no_provider', one.at)] : []),
		...(isMissing(one.step, templates) ? [error('no_template', one.at)] : []),
		...(isForNobody(one.step, groups) ? [warning('nobody_in_group', one.at)] : []),
		...WARNINGS.filter(([, holds]) => holds(one, inUse)).map(([code]) => warning(code, one.at))
	]);
}

/** A file may name a template of the organisation it comes from. */
const isMissing = ({ template }: DraftStep, known: ScenarioMeans['templates']): boolean =>
	known !== undefined && template !== STEP_DEFAULTS.template && !known.has(template);

const isForNobody = ({ onlyGroups }: DraftStep, known: ScenarioMeans['groups']): boolean =>
	known !== undefined && onlyGroups.length > 0 && !onlyGroups.some((group) => known.has(group));

export const isPublishable = (verdicts: readonly ScenarioVerdict[]): boolean =>
	!verdicts.some(({ blocking }) => blocking);

const at = (place?: number) => (place === undefined ? {} : { at: place });
const error = (code: ScenarioError, place?: number): ScenarioVerdict => ({
	code,
	blocking: true,
	...at(place)
});
const warning = (code: ScenarioWarning, place: number): ScenarioVerdict => ({
	code,
	blocking: false,
	at: place
});

interface Placed {
	readonly step: DraftStep;
	readonly at: number;
}
type Rule<Code> = [Code, (one: Placed, all: readonly Placed[]) => boolean];

const ERRORS: Rule<ScenarioError>[] = [
	[
		'duplicate_key',
		(one, all) => all.some(({ step, at }) => step.key === one.step.key && at < one.at)
	],
	['no_name', ({ step: { name } }) => REQUIRED_LANGUAGES.some((each) => !name[each]?.trim())],
	['window_upside_down', ({ step }) => isUpsideDown(step)],
	['negative_minimum', ({ step: { minimumMinor } }) => minimumMinor < 0],
	['never_taken', (one, all) => !isUpsideDown(one.step) && isNeverTaken(one, all)],
	['formal_comes_first', (one, all) => isFormal(one.step) && !before(one, all).some(isWord)],
	['after_legal', (one, all) => before(one, all).some(({ step }) => step.legal)]
];

const WARNINGS: Rule<ScenarioWarning>[] = [
	[
		'out_of_order',
		(one, all) => all.some((other) => other.at > one.at && opens(other) < opens(one))
	],
	['window_may_be_closed', ({ step }) => !isUpsideDown(step) && lastDay(step) - firstDay(step) < 3],
	['starts_on_due_day', ({ step }) => step.phase === 'after_due' && step.opensDays === 0],
	['sends_without_data', ({ step }) => step.phase === 'after_due' && step.onStaleData === 'send'],
	[
		'formal_without_look',
		({ step }) => isFormal(step) && step.automatic && step.channel === 'email'
	]
];

const opens = ({ step }: Placed): number => firstDay(step);

/** Before the due date days count down, after it they count up. */
export const isUpsideDown = (
	step: Pick<DraftStep, 'phase' | 'opensDays' | 'closesDays'>
): boolean =>
	step.phase === 'before_due'
		? step.closesDays > step.opensDays || step.opensDays === 0
		: step.closesDays < Math.max(1, step.opensDays);

/** A word nobody should hear first. */
const isFormal = ({ tone, requiresEarlierContact, legal }: DraftStep): boolean =>
	tone === 'formal' || requiresEarlierContact || legal;

/** Says something to the customer once the invoice is late, and may be the first to say it. */
const isWord = ({ step }: Placed): boolean => step.phase === 'after_due' && !isFormal(step);

/** In the order of the engine: by first day, then by place. */
const isBefore = (a: Placed, b: Placed): boolean =>
	opens(a) < opens(b) || (opens(a) === opens(b) && a.at < b.at);

/** Those that come earlier for every customer the step is for. */
const before = (one: Placed, all: readonly Placed[]): Placed[] =>
	all.filter((other) => isBefore(other, one) && coversGroups(other.step, one.step));

const coversGroups = (wide: DraftStep, narrow: DraftStep): boolean =>
	wide.onlyGroups.length === 0 ||
	(narrow.onlyGroups.length > 0 &&
		narrow.onlyGroups.every((group) => wide.onlyGroups.includes(group)));

/**
 * The engine takes the latest open step: one whose every day belongs to a later one is never its turn.
 * A step that waits for an earlier contact leaves its day to others, so it covers nothing.
 */
function isNeverTaken(one: Placed, all: readonly Placed[]): boolean {
	const later = all.filter(
		(other) =>
			isBefore(one, other) &&
			!other.step.requiresEarlierContact &&
			coversGroups(other.step, one.step) &&
			(one.step.nonWorkingDay === 'next' || other.step.nonWorkingDay === 'previous')
	);
	if (mayBeFirstWord(one.step) && !later.some(({ step }) => mayBeFirstWord(step))) return false;
	for (let day = firstDay(one.step); day <= lastDay(one.step); day++)
		if (!later.some(({ step }) => firstDay(step) <= day && day <= lastDay(step))) return false;
	return true;
}

/** Said late as it is to somebody who was never told: the last such step of a scenario. */
const mayBeFirstWord = ({ phase, channel }: DraftStep): boolean =>
	phase === 'after_due' && channel === 'email';
