import { addDays, daysBetween, type LocalDate } from '$lib/domain/calendar';
import {
	inOrder,
	isToWriteAgain,
	isSofterThanSaid,
	lastDayOf,
	lastOpen,
	lastTaken,
	returnedFormalNotice,
	wasContactedAbout,
	windowOf,
	type Course
} from './course';
import type { DecisionReason, DunningFacts, PastNotice } from './decision';
import type { Leader } from './leader';
import type { Channel, StepDefinition } from './scenario';

export interface StepChoice {
	/** The step to take today, if nothing else is in the way. */
	readonly step?: StepDefinition;
	/** Why it is not the one whose day has come; when it is taken. */
	readonly instead?: DecisionReason;
	/** Why there is none, and the steps whose window closed before they could be taken. */
	readonly reasons: readonly DecisionReason[];
}

/** The steps of a scenario that are for this customer and switched on. */
export const stepsFor = ({
	scenario,
	customer: { group = '' }
}: Pick<DunningFacts, 'scenario' | 'customer'>): readonly StepDefinition[] =>
	(scenario ?? []).filter(
		({ disabled, onlyGroups }) =>
			!disabled && (onlyGroups.length === 0 || onlyGroups.includes(group))
	);

/** The latest open step after the last one taken: never twice, never backwards, never in a row. */
export function chooseStep(
	leader: Leader,
	scenario: readonly StepDefinition[],
	{ history, calendar }: Pick<DunningFacts, 'history' | 'calendar'>
): StepChoice {
	const steps = inOrder(scenario);
	const course = { leader, steps, history, calendar };
	const taken = lastTaken(course);
	const remaining = steps.filter(
		(step, at) => (at > taken || isToWriteAgain(step, course)) && !isSofterThanSaid(step, course)
	);
	const missed = remaining
		.filter((step) => windowOf(step, course).last < leader.daysLate)
		.map(tooLate);
	const step = later(steps, afterBrokenPromise(course, remaining), openStep(course, remaining));
	if (step)
		return {
			step,
			reasons: missed.filter(({ reference }) => reference !== step.key),
			...waitingBehind(step, course, remaining)
		};
	return { reasons: [...missed, ...pending(steps[taken], remaining, course)] };
}

/**
 * A milder step than the day calls for, because nobody is known to have been told: somebody may have
 * called, and logged it too late or not at all.
 */
function waitingBehind(
	step: StepDefinition,
	course: Course,
	remaining: readonly StepDefinition[]
): Pick<StepChoice, 'instead'> {
	const open = mostOpen(course, remaining);
	const isMilder = open?.requiresEarlierContact && placeOf(open, course) > placeOf(step, course);
	if (!open || !isMilder || wasContactedAbout(course.leader, course.history)) return {};
	const { key, name } = open;
	const reason: DecisionReason = { code: 'prior_step_required', reference: key, stepName: name };
	return { instead: about(course.leader, reason) };
}

const placeOf = (step: StepDefinition, { steps }: Course): number => steps.indexOf(step);

/** What waits for a person never holds back the step whose day has come. */
const later = (
	steps: readonly StepDefinition[],
	...two: (StepDefinition | undefined)[]
): StepDefinition | undefined => steps.findLast((step) => two.includes(step));

function openStep(
	course: Course,
	remaining: readonly StepDefinition[]
): StepDefinition | undefined {
	const { leader, steps, history } = course;
	const open = mostOpen(course, remaining);
	if (open && !open.requiresEarlierContact) return open;
	const isLate = open !== undefined || leader.daysLate > lastDayOf(steps);
	const isUntold = isLate && !wasContactedAbout(leader, history);
	return isUntold ? (firstWord(remaining) ?? open) : open;
}

/**
 * A letter that is written again goes first, whatever was taken since; the lawyers' step waits for a
 * formal notice that reached somebody.
 */
function mostOpen(
	course: Course,
	remaining: readonly StepDefinition[]
): StepDefinition | undefined {
	const again = remaining.filter((step) => isToWriteAgain(step, course));
	const open = lastOpen(course, again) ?? lastOpen(course, remaining);
	if (!open?.legal || !returnedFormalNotice(course)) return open;
	return (
		lastOpen(
			course,
			remaining.filter(({ legal }) => !legal)
		) ?? open
	);
}

/**
 * A promise that was not kept is answered one step higher: the step after the one that was due on the
 * day it broke, without waiting for its own; an answer that waits for a person rises no further by
 * waiting. Once only: what was said from its first broken day on was the answer.
 */
function afterBrokenPromise(
	course: Course,
	remaining: readonly StepDefinition[]
): StepDefinition | undefined {
	const { leader, history } = course;
	const { promiseBrokenOn: brokenOn } = leader;
	if (!brokenOn || leader.daysLate < 1 || wasToldSince(brokenOn, leader, history)) return undefined;
	const late = remaining.filter(({ phase }) => phase === 'after_due');
	const daysLate = daysBetween(leader.dueOn, brokenOn);
	const due = lastOpen({ ...course, leader: { ...leader, daysLate } }, late);
	const higher = late[due ? late.indexOf(due) + 1 : 0];
	return higher && !higher.legal && isEarned(higher, course) ? higher : undefined;
}

const isEarned = (
	{ requiresEarlierContact }: StepDefinition,
	{ leader, history }: Course
): boolean => !requiresEarlierContact || wasContactedAbout(leader, history);

const wasToldSince = (
	day: LocalDate,
	{ invoiceId }: Leader,
	history: readonly PastNotice[]
): boolean => history.some(({ leaderInvoiceId, on }) => leaderInvoiceId === invoiceId && on >= day);

/**
 * Nothing formal comes first: somebody who was never told (a ledger just imported, a long outage)
 * gets the last informal reminder once, late as it is; the formal step follows it.
 */
const firstWord = (steps: readonly StepDefinition[]): StepDefinition | undefined =>
	steps.findLast(
		({ phase, requiresEarlierContact, channel }) =>
			phase === 'after_due' && !requiresEarlierContact && WRITTEN.has(channel)
	);

/** Reaches the customer by itself; a call or a letter waits for somebody, and may never be made. */
const WRITTEN: ReadonlySet<Channel> = new Set(['email', 'sms']);

/** What is waited for when no step is open. */
function pending(
	taken: StepDefinition | undefined,
	remaining: readonly StepDefinition[],
	course: Course
): DecisionReason[] {
	const { leader } = course;
	const first = (step: StepDefinition) => windowOf(step, course).first;
	const next = remaining.find((step) => first(step) > leader.daysLate);
	const reasons: DecisionReason[] = [];
	if (taken) reasons.push(about(leader, alreadySent(taken, course)));
	if (next) reasons.push(about(leader, notDueYet(next, addDays(leader.dueOn, first(next)))));
	return reasons.length > 0 ? reasons : [about(leader, { code: 'not_due_for_step' })];
}

/** With the day something was said, when something was, or who decided that it is not. */
function alreadySent({ key, name }: StepDefinition, { leader, history }: Course): DecisionReason {
	const its = history.filter(
		({ stepKey, leaderInvoiceId }) => stepKey === key && leaderInvoiceId === leader.invoiceId
	);
	const said = its.findLast(({ counts }) => counts);
	const last = its.at(-1);
	return {
		code: 'already_sent',
		reference: key,
		stepName: name,
		...(said && { since: said.on }),
		...(!said && last?.skipped && { skipped: { ...last.skipped, on: last.on } })
	};
}

const notDueYet = ({ key, name }: StepDefinition, from: LocalDate): DecisionReason => ({
	code: 'not_due_for_step',
	reference: key,
	stepName: name,
	until: addDays(from, -1)
});

const tooLate = ({ key, name }: StepDefinition): DecisionReason => ({
	code: 'too_late_for_step',
	reference: key,
	stepName: name
});

const about = ({ invoiceId, number }: Leader, reason: DecisionReason): DecisionReason => ({
	...reason,
	invoiceId,
	invoiceNumber: number
});
