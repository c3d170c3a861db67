import {
	addWorkingDays,
	subtractWorkingDays,
	workingDaysBetween,
	type LocalDate
} from '$lib/domain/calendar';
import { clockFrom, type CaseClock } from './case-clock';
import {
	givenNow,
	isReopening,
	waitsIn,
	type DeadlineFacts,
	type DeadlineStep,
	type GivenDay,
	type Wait
} from './deadlines';
import type { StageOfCase, Terms } from './deadline-terms';
import type { Danger } from './queue-filter';
import { isClosed, isDecidedOrOver } from './lifecycle';

/** A day by which something is done in a case, for whoever works on it; the customer is promised a day of his own. */
export interface CaseDeadline {
	readonly stage: StageOfCase;
	/** Which day it is counted from, and which pieces of time count. */
	readonly setOn: LocalDate;
	readonly clock: CaseClock;
	readonly dueOn: LocalDate;
	/** From then on it is in danger. */
	readonly warnOn: LocalDate;
	/** The day it was done, or was no longer to be done; null while it runs. */
	readonly endedOn: LocalDate | null;
}

export const STANDINGS = ['running', 'risk', 'breached', 'paused', 'kept', 'missed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Told of, before it happens and after. */
export const isDanger = (standing: Standing): standing is Danger =>
	standing === 'risk' || standing === 'breached';

/** Those that run or have run in its present round, in order; the closure is counted from the decision on. */
export function deadlinesIn(facts: DeadlineFacts, terms: Terms): CaseDeadline[] {
	const closure = closureOf(facts, terms);
	return [acknowledgementOf(facts, terms), answerOf(facts, terms), ...(closure ? [closure] : [])];
}

/** The next one that is to be kept; null once nothing is. */
export const nextDeadline = (deadlines: readonly CaseDeadline[]): CaseDeadline | null =>
	deadlines
		.filter(({ endedOn }) => endedOn === null)
		.reduce<CaseDeadline | null>(
			(next, one) => (next && next.dueOn <= one.dueOn ? next : one),
			null
		);

/** A breach is seen before it happens: `risk` comes first, on the day itself at the latest. */
export function standingOf(
	{ dueOn, warnOn, endedOn }: Pick<CaseDeadline, 'dueOn' | 'warnOn' | 'endedOn'>,
	{ status, today }: Pick<DeadlineFacts, 'status' | 'today'>
): Standing {
	if (endedOn !== null) return endedOn <= dueOn ? 'kept' : 'missed';
	if (status === 'waiting_customer') return 'paused';
	if (today > dueOn) return 'breached';
	return today >= warnOn ? 'risk' : 'running';
}

/** Whoever of the house took the first step of the round has taken it up; an automatic routing has not. */
function acknowledgementOf(facts: DeadlineFacts, terms: Terms): CaseDeadline {
	const { openedOn, transitions, calendar } = facts;
	const again = transitions.findLastIndex(isReopening);
	const setOn = transitions[again]?.on ?? openedOn;
	// Whoever opens it again himself has taken it up with that.
	const taken = transitions
		.slice(Math.max(again, 0))
		.find((step) => step.fromStatus !== null && isTaking(step));
	const dueOn = addWorkingDays(setOn, terms.acknowledgement, calendar);
	return deadline('acknowledgement', { setOn, dueOn }, taken?.on ?? null, facts, terms);
}

const isTaking = ({ byKind, toStatus }: DeadlineStep): boolean =>
	byKind === 'staff' || byKind === 'resolver' || isDecidedOrOver(toStatus);

/** A day that was promised to the customer never moves back; one that somebody chose for this case is kept as it is. */
function answerOf(facts: DeadlineFacts, terms: Terms): CaseDeadline {
	const isOver = isDecidedOrOver(facts.status);
	const end = lastEnd(facts);
	const { setOn, dueOn, opensRound } = givenNow(isOver ? beforeEnd(facts, end) : facts)!;
	const wanted = addWorkingDays(setOn, terms.answer, facts.calendar);
	const day = opensRound && wanted < dueOn ? wanted : dueOn;
	const endedOn = isOver ? (end?.on ?? facts.openedOn) : null;
	return deadline('answer', { setOn, dueOn: day }, endedOn, facts, terms);
}

function lastEnd({ status, transitions }: DeadlineFacts): DeadlineStep | undefined {
	if (!isDecidedOrOver(status)) return undefined;
	return transitions.findLast(
		({ fromStatus, toStatus }) =>
			isDecidedOrOver(toStatus) && !(fromStatus && isDecidedOrOver(fromStatus))
	);
}

/** As it stood when it was decided or ended: what was promised since is about what comes after. */
const beforeEnd = (facts: DeadlineFacts, end: DeadlineStep | undefined): DeadlineFacts => ({
	...{ ...facts, status: 'in_progress' },
	transitions: facts.transitions.filter(({ at }) => !end || at < end.at),
	commitments: facts.commitments.filter(({ setAt }) => !end || setAt <= end.at)
});

function closureOf(facts: DeadlineFacts, terms: Terms): CaseDeadline | null {
	const decided = lastEnd(facts);
	if (decided?.toStatus !== 'decided') return null;
	const promised = givenNow(facts);
	const setOn = decided.on;
	const given = promised ?? {
		setOn,
		dueOn: addWorkingDays(setOn, terms.closure, facts.calendar)
	};
	const endedOn = isClosed(facts.status) ? facts.transitions.at(-1)!.on : null;
	return deadline('closure', given, endedOn, facts, terms);
}

function deadline(
	stage: StageOfCase,
	{ setOn, dueOn: on }: Pick<GivenDay, 'setOn' | 'dueOn'>,
	endedOn: LocalDate | null,
	{ transitions, today, calendar }: DeadlineFacts,
	{ warningPercent }: Terms
): CaseDeadline {
	const waits = waitsUntil(waitsIn(transitions, today), endedOn);
	const clock = clockFrom({ setOn, dueOn: on, what: '' }, waits, calendar);
	const days = workingDaysBetween(setOn, on, calendar);
	const left = Math.floor((days * (100 - warningPercent)) / 100);
	const warnOn = subtractWorkingDays(clock.dueOn, left, calendar);
	return { stage, setOn, clock, dueOn: clock.dueOn, warnOn, endedOn };
}

/** What is done is not moved any more by what the customer is asked afterwards. */
const waitsUntil = (waits: readonly Wait[], endedOn: LocalDate | null): readonly Wait[] =>
	endedOn === null
		? waits
		: waits
				.filter(({ from }) => from < endedOn)
				.map(({ from, until }) => ({ from, until: until < endedOn ? until : endedOn }));
