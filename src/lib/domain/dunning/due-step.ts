import { addDays } from '$lib/domain/calendar';
import type { DecisionReason, PastNotice } from './decision';
import type { Leader } from './leader';
import type { StepDefinition } from './scenario';

export interface StepChoice {
	/** The step to take today, if nothing else is in the way. */
	readonly step?: StepDefinition;
	/** Why there is none, and the steps whose window closed before they could be taken. */
	readonly reasons: readonly DecisionReason[];
}

/** The latest open step after the last one taken: never twice, never backwards, never in a row. */
export function chooseStep(
	leader: Leader,
	scenario: readonly StepDefinition[],
	history: readonly PastNotice[]
): StepChoice {
	const steps = [...scenario].sort(byFirstDay);
	const taken = lastTaken(steps, leader, history);
	const remaining = steps.slice(taken + 1);
	const missed = remaining.filter((step) => lastDay(step) < leader.daysLate).map(tooLate);
	const step = openStep(remaining, leader, history, lastDayOf(steps));
	if (step) return { step, reasons: missed.filter(({ reference }) => reference !== step.key) };
	return { reasons: [...missed, ...pending(steps[taken], remaining, leader)] };
}

function openStep(
	remaining: readonly StepDefinition[],
	leader: Leader,
	history: readonly PastNotice[],
	lastDayOfAll: number
): StepDefinition | undefined {
	const open = remaining.findLast((candidate) => isOpen(candidate, leader.daysLate));
	if (open && !open.requiresEarlierContact) return open;
	const isLate = open !== undefined || leader.daysLate > lastDayOfAll;
	const isUntold = isLate && !wasContactedAbout(leader, history);
	return isUntold ? (firstWord(remaining) ?? open) : open;
}

/**
 * Nothing formal comes first: somebody who was never told (a ledger just imported, a long outage)
 * gets the last informal reminder once, late as it is; the formal step follows it.
 */
const firstWord = (steps: readonly StepDefinition[]): StepDefinition | undefined =>
	steps.findLast(
		({ phase, requiresEarlierContact, channel }) =>
			phase === 'after_due' && !requiresEarlierContact && channel === 'email'
	);

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

const lastDayOf = (steps: readonly StepDefinition[]): number => Math.max(...steps.map(lastDay));

/** Days late on which the window opens and closes; negative before the due date. */
const firstDay = ({ phase, opensDays }: StepDefinition): number =>
	// On the due day nothing is past due yet.
	phase === 'before_due' ? -opensDays : Math.max(1, opensDays);

const lastDay = ({ phase, closesDays }: StepDefinition): number =>
	phase === 'before_due' ? Math.min(0, -closesDays) : closesDays;

const isOpen = (step: StepDefinition, daysLate: number): boolean =>
	firstDay(step) <= daysLate && daysLate <= lastDay(step);

const byFirstDay = (a: StepDefinition, b: StepDefinition): number =>
	firstDay(a) - firstDay(b) || a.position - b.position;

/** Position in `steps` of the last one taken for this leader; −1 when none was. */
function lastTaken(
	steps: readonly StepDefinition[],
	{ invoiceId }: Leader,
	history: readonly PastNotice[]
): number {
	const keys = new Set(
		history
			.filter(({ leaderInvoiceId }) => leaderInvoiceId === invoiceId)
			.map(({ stepKey }) => stepKey)
	);
	return steps.findLastIndex(({ key }) => keys.has(key));
}

/** What is waited for when no step is open. */
function pending(
	taken: StepDefinition | undefined,
	remaining: readonly StepDefinition[],
	leader: Leader
): DecisionReason[] {
	const next = remaining.find((step) => firstDay(step) > leader.daysLate);
	const reasons: DecisionReason[] = [];
	if (taken) reasons.push(about(leader, { code: 'already_sent', reference: taken.key }));
	if (next) reasons.push(about(leader, notDueYet(next, leader)));
	return reasons.length > 0 ? reasons : [about(leader, { code: 'not_due_for_step' })];
}

const notDueYet = (next: StepDefinition, { dueOn }: Leader): DecisionReason => ({
	code: 'not_due_for_step',
	reference: next.key,
	until: addDays(dueOn, firstDay(next) - 1)
});

const tooLate = ({ key }: StepDefinition): DecisionReason => ({
	code: 'too_late_for_step',
	reference: key
});

const about = ({ invoiceId, number }: Leader, reason: DecisionReason): DecisionReason => ({
	...reason,
	invoiceId,
	invoiceNumber: number
});
