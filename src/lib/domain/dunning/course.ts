import type { WorkingCalendar } from '$lib/domain/calendar';
import type { PastNotice } from './decision';
import type { Leader } from './leader';
import type { StepDefinition } from './scenario';
import { firstDayFor, lastDay } from './step-window';

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
export function lastTaken({ steps, leader, history }: Course): number {
	const keys = new Set(
		history
			.filter(({ leaderInvoiceId }) => leaderInvoiceId === leader.invoiceId)
			.map(({ stepKey }) => stepKey)
	);
	return steps.findLastIndex(({ key }) => keys.has(key));
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
