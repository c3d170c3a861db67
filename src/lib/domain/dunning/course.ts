import type { WorkingCalendar } from '$lib/domain/calendar';
import type { PastNotice } from './decision';
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

/** The latest step whose window is open. */
export const lastOpen = (
	{ leader, calendar }: Course,
	remaining: readonly StepDefinition[]
): StepDefinition | undefined =>
	remaining.findLast(
		(step) =>
			firstDayFor(step, leader.dueOn, calendar) <= leader.daysLate &&
			leader.daysLate <= lastDay(step)
	);

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
	history.filter(({ leaderInvoiceId }) => leaderInvoiceId === leader.invoiceId);

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

/** The scenario has nothing left to say about this invoice: it no longer holds back the others. */
export const isExhausted = (
	leader: Leader,
	scenario: readonly StepDefinition[],
	history: readonly PastNotice[]
): boolean => leader.daysLate > lastDayOf(scenario) && wasContactedAbout(leader, history);

export const lastDayOf = (steps: readonly StepDefinition[]): number =>
	Math.max(...steps.map(lastDay));
