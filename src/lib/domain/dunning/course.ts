import { daysBetween, type WorkingCalendar } from '$lib/domain/calendar';
import type { DunningFacts, PastNotice } from './decision';
import type { Leader } from './leader';
import type { StepDefinition } from './scenario';
import { firstDay, firstDayFor, lastDay } from './step-window';
import { firmer } from './tone';

/** Where an account stands in its scenario. */
export interface Course {
	readonly leader: Leader;
	/** In the order of their first days. */
	readonly steps: readonly StepDefinition[];
	readonly history: readonly PastNotice[];
	readonly calendar: WorkingCalendar;
}

/** Days late on which a step may be taken, the first and the last. */
export interface Window {
	readonly first: number;
	readonly last: number;
}

/**
 * The window of a step for this leader. One that was taken back opens anew, as long after that day
 * as it comes after the step before it: whoever takes a file back is not asked about it tomorrow.
 */
export function windowOf(
	step: StepDefinition,
	{ leader, steps, history, calendar }: Course
): Window {
	const first = firstDayFor(step, leader.dueOn, calendar);
	const last = lastDay(step);
	const again = writtenAgainOn(step, leader, history);
	if (again) return moved({ first, last }, daysBetween(leader.dueOn, again));
	const back = takenBackOn(step, leader, history);
	if (!back) return { first, last };
	const before = steps[steps.indexOf(step) - 1];
	const delay = before ? firstDay(step) - firstDay(before) : 0;
	return moved({ first, last }, daysBetween(leader.dueOn, back) + Math.max(1, delay));
}

/** Open for as long as it usually is, from this day on. */
const moved = ({ first, last }: Window, from: number): Window => {
	const again = Math.max(first, from);
	return { first: again, last: Math.max(last, again + last - first) };
};

/** A letter that came back is written again when somebody says so, however late that is. */
const writtenAgainOn = (
	{ key }: StepDefinition,
	{ invoiceId }: Pick<Leader, 'invoiceId'>,
	history: readonly PastNotice[]
) =>
	history.findLast(
		(past) => past.writtenAgainOn && past.stepKey === key && past.leaderInvoiceId === invoiceId
	)?.writtenAgainOn;

const takenBackOn = (
	{ key }: StepDefinition,
	{ invoiceId }: Pick<Leader, 'invoiceId'>,
	history: readonly PastNotice[]
) =>
	history.findLast(
		({ takenBack, stepKey, leaderInvoiceId }) =>
			takenBack && stepKey === key && leaderInvoiceId === invoiceId
	)?.on;

/** The latest step whose window is open. */
export const lastOpen = (
	course: Course,
	remaining: readonly StepDefinition[]
): StepDefinition | undefined =>
	remaining.findLast((step) => {
		const { first, last } = windowOf(step, course);
		return first <= course.leader.daysLate && course.leader.daysLate <= last;
	});

/** Position in `steps` of the last one taken for this leader; −1 when none was. */
export function lastTaken(course: Course): number {
	const keys = new Set(takenFor(course).map(({ stepKey }) => stepKey));
	const reached = Math.max(...elsewhere(course).map((past) => past.firstDay ?? -Infinity));
	return course.steps.findLastIndex((step) => keys.has(step.key) || firstDay(step) <= reached);
}

/** Said before in another scenario, more firmly than the step would: nobody is started over. */
export function isSofterThanSaid(step: StepDefinition, course: Course): boolean {
	const said = elsewhere(course).flatMap(({ counts, tone }) => (counts && tone ? [tone] : []));
	return step.phase === 'after_due' && said.some((tone) => firmer(step.tone, tone) !== step.tone);
}

const takenFor = ({ leader, history }: Course): PastNotice[] =>
	history.filter(
		(past) => past.leaderInvoiceId === leader.invoiceId && !past.takenBack && !past.writtenAgainOn
	);

/** Steps of another scenario, or of an earlier version of this one. */
function elsewhere(course: Course): PastNotice[] {
	const known = new Set(course.steps.map(({ key }) => key));
	return takenFor(course).filter(({ stepKey }) => !known.has(stepKey));
}

/** Every message lists all that is owed: one sent for another leader counts once this one is due. */
export const wasContactedAbout = (
	{ invoiceId, dueOn }: Pick<Leader, 'invoiceId' | 'dueOn'>,
	history: readonly PastNotice[]
): boolean =>
	history.some(
		({ counts, leaderInvoiceId, on }) => counts && (leaderInvoiceId === invoiceId || on > dueOn)
	);

/**
 * The formal notice of this invoice that came back, as long as none reached anybody and another one may:
 * the lawyers are asked whether the debtor was put on notice. Skipping the other one, or letting its time
 * go by, leaves the hand-over to whoever decides about it, as it does where none came back.
 */
export function returnedFormalNotice(course: Course): PastNotice | undefined {
	const formal = course.history.filter(
		({ leaderInvoiceId, tone }) => leaderInvoiceId === course.leader.invoiceId && tone === 'formal'
	);
	if (formal.some(({ counts }) => counts)) return undefined;
	const last = formal.findLastIndex(({ returned }) => returned);
	const isSkipped = formal.slice(last + 1).some(({ skipped }) => skipped);
	return isSkipped || isGivenUp(formal[last], course) ? undefined : formal[last];
}

/** It was to be written again, and is not any more. */
function isGivenUp(back: PastNotice | undefined, course: Course): boolean {
	if (!back?.writtenAgainOn) return false;
	const step = course.steps.find(({ key }) => key === back.stepKey);
	return !step || windowOf(step, course).last < course.leader.daysLate;
}

/**
 * The scenario has nothing to say about this invoice, for good or until a hand-over that was taken
 * back may come again: it does not hold back the others.
 */
export function isExhausted(
	leader: Leader,
	scenario: readonly StepDefinition[],
	{ history, calendar }: Pick<DunningFacts, 'history' | 'calendar'>
): boolean {
	const steps = inOrder(scenario);
	const course = { leader, steps, history, calendar };
	if (steps.some((step) => isToWriteAgain(step, course))) return false;
	const back = steps.filter((step) => takenBackOn(step, leader, history) !== undefined);
	if (back.length > 0)
		return back.every((step) => {
			const { first, last } = windowOf(step, course);
			return leader.daysLate < first || leader.daysLate > last;
		});
	return leader.daysLate > lastDayOf(scenario) && wasContactedAbout(leader, history);
}

/** A letter that came back, and whose time to be written again runs. */
export function isToWriteAgain(step: StepDefinition, course: Course): boolean {
	const { leader, history } = course;
	if (!writtenAgainOn(step, leader, history)) return false;
	const isTaken = takenFor(course).some(({ stepKey }) => stepKey === step.key);
	return !isTaken && leader.daysLate <= windowOf(step, course).last;
}

/** By their first days. */
export const inOrder = (steps: readonly StepDefinition[]): StepDefinition[] =>
	[...steps].sort((a, b) => firstDay(a) - firstDay(b) || a.position - b.position);

export const lastDayOf = (steps: readonly StepDefinition[]): number =>
	Math.max(...steps.map(lastDay));
