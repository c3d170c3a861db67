import type { LocalDate } from '$lib/domain/calendar';
import {
	isReopening,
	promisedDayOf,
	promisedIn,
	type DeadlineFacts,
	type DeadlineStep
} from './deadlines';
import { isClosed, type DisputeStatus } from './lifecycle';
import type { Labels } from '../language';
import type { TeamTold } from './team-told';

/** What the customer follows, like a parcel. */
export const TRACKER_STEPS = ['received', 'assigned', 'checking', 'decision', 'closed'] as const;
export type TrackerStepKey = (typeof TRACKER_STEPS)[number];

/** What nobody can go on without, in the house or beside it. */
export type WaitsFor = 'answer' | 'signature' | 'third_party';

export interface TrackerTransition extends DeadlineStep {
	readonly byKind: 'customer' | 'staff' | 'resolver' | 'system';
}

export interface TrackerFacts extends DeadlineFacts {
	/** Of the person who has the case: the customer sees a team, never a colleague. */
	readonly team: TeamTold;
	/** As the house calls that team; null or missing: in words of the product. */
	readonly teamLabels?: Labels | null;
	/** Oldest first. */
	readonly transitions: readonly TrackerTransition[];
	/** The current assignment: dates an assignment that left no step of its own in the history. */
	readonly assignment: { readonly assignedOn: LocalDate } | null;
	/** The decision in force. */
	readonly resolution: { readonly decidedOn: LocalDate } | null;
	/** Reference of the case it went into. */
	readonly goesOnIn?: string | null;
	readonly waitsFor?: WaitsFor | null;
}

export interface TrackerStep {
	readonly key: TrackerStepKey;
	/** `skipped`: a quick decision jumped over it, and nobody did it. */
	readonly state: 'done' | 'current' | 'todo' | 'skipped';
	/** Known for every step that is done or current. */
	readonly on: LocalDate | null;
	/** `customer`, `collections`, a usual team or `team`; known whenever `on` is. */
	readonly who: string | null;
}

export interface Tracker {
	readonly steps: readonly TrackerStep[];
	/** What `team` is called, where a step says it. */
	readonly teamLabels: Labels | null;
	readonly yourReplyNeeded: boolean;
	readonly withdrawn: boolean;
	/** The day it was last opened again after a decision or an end. */
	readonly reopenedOn: LocalDate | null;
	/** Reference of the case it went into: what it claims is claimed there. */
	readonly goesOnIn: string | null;
	/** While nobody has decided. */
	readonly waitsFor: WaitsFor | null;
	/** The promised day has gone by without a decision, and nobody waits for the customer. */
	readonly late: boolean;
	/** The day we answer by; while the customer is waited for, if the reply came today. */
	readonly answerDueOn: LocalDate;
	/**
	 * Nothing moves until the customer replies; the day it is then, if he did today, or the one that had gone by
	 * before he was asked.
	 */
	readonly suspended: {
		readonly newOn: LocalDate | null;
		readonly missedOn: LocalDate | null;
	} | null;
	/** What comes next from us, and by when; null when nothing is promised or the day has gone by. */
	readonly next: { readonly on: LocalDate; readonly what: string } | null;
	/** A day we did not keep, and the one we committed to instead, if there is one ahead. */
	readonly missed: { readonly on: LocalDate; readonly newOn: LocalDate | null } | null;
}

export function trackerOf(facts: TrackerFacts): Tracker {
	const yourReplyNeeded = facts.status === 'waiting_customer';
	return {
		steps: stepsOf(facts),
		teamLabels: facts.teamLabels ?? null,
		yourReplyNeeded,
		withdrawn: facts.status === 'withdrawn',
		reopenedOn: facts.transitions.findLast(isReopening)?.on ?? null,
		goesOnIn: facts.goesOnIn ?? null,
		waitsFor: facts.waitsFor ?? null,
		...keptOf(facts),
		suspended: yourReplyNeeded ? suspendedIn(facts) : null,
		answerDueOn: promisedDayOf(facts)
	};
}

/**
 * A day that had gone by before the question is no day to look forward to; the one that was told before it
 * is no new one.
 */
function suspendedIn(facts: TrackerFacts): NonNullable<Tracker['suspended']> {
	const newOn = promisedDayOf(facts);
	const askedOn = facts.transitions.findLast(({ toStatus }) => toStatus === 'waiting_customer')?.on;
	const toldBefore = promisedDayOf({ ...facts, today: askedOn ?? facts.today });
	const missedOn = askedOn && toldBefore < askedOn ? toldBefore : null;
	return { newOn: newOn >= facts.today && newOn !== toldBefore ? newOn : null, missedOn };
}

/** How we stand with the days we gave: said by ourselves, the one that was missed as well as the next. */
export function keptOf(facts: DeadlineFacts): Pick<Tracker, 'late' | 'next' | 'missed'> {
	if (isClosed(facts.status) || facts.status === 'waiting_customer')
		return { late: false, next: null, missed: null };
	const promised = promisedIn(facts);
	const last = promised.at(-1) ?? null;
	const ahead = last && last.on >= facts.today ? last : null;
	const missed = promised.findLast(({ on }) => on < facts.today);
	return {
		late: last !== null && ahead === null,
		next: ahead,
		missed: missed ? { on: missed.on, newOn: ahead?.on ?? null } : null
	};
}

const STEP_OF: Readonly<Record<DisputeStatus, TrackerStepKey>> = {
	submitted: 'received',
	assigned: 'assigned',
	in_progress: 'checking',
	waiting_customer: 'checking',
	waiting_third_party: 'checking',
	decided: 'decision',
	implementing: 'decision',
	resolved: 'closed',
	withdrawn: 'closed',
	duplicate: 'closed',
	not_a_dispute: 'closed'
};

export const stepOf = (status: DisputeStatus): TrackerStepKey => STEP_OF[status];
const indexOf = (status: DisputeStatus): number => TRACKER_STEPS.indexOf(stepOf(status));
const ASSIGNED = TRACKER_STEPS.indexOf('assigned');
const CHECKING = TRACKER_STEPS.indexOf('checking');
const DECISION = TRACKER_STEPS.indexOf('decision');
export const isUndecided = (status: DisputeStatus): boolean => indexOf(status) < DECISION;

type Dates = (LocalDate | undefined)[];

function stepsOf(facts: TrackerFacts): TrackerStep[] {
	const dates = datesOf(facts);
	const current = dates.length - 1;
	return TRACKER_STEPS.map((key, index) => {
		const on = dates[index] ?? impliedDate(dates, index);
		if (on === null) return { key, state: notDone(index, current), on, who: null };
		return { key, state: stateOf(facts, index, current), on, who: whoOf(facts, key) };
	});
}

const notDone = (index: number, current: number) => (index < current ? 'skipped' : 'todo');

/** Whoever checks a case has it; what a decision jumped over nobody did. */
const impliedDate = (dates: Dates, index: number): LocalDate | null =>
	(index === ASSIGNED && dates[CHECKING]) || null;

type Reached = Pick<TrackerFacts, 'openedOn' | 'transitions'>;

/** The furthest step of the round that runs: a list says of a case what its tracker says. */
export const stepReached = (facts: Reached): TrackerStepKey =>
	TRACKER_STEPS[reachedIn(facts).length - 1]!;

function datesOf(facts: TrackerFacts): Dates {
	const dates = reachedIn(facts);
	// The decision in force may have replaced an earlier one.
	if (dates[DECISION] && facts.resolution) dates[DECISION] = facts.resolution.decidedOn;
	return withAssignment(dates, facts);
}

/** Day each step was first reached, cut at the furthest one; reopening goes back. */
function reachedIn({ openedOn, transitions }: Reached): Dates {
	let dates: Dates = [openedOn];
	for (const { fromStatus, toStatus, on } of transitions) {
		const index = indexOf(toStatus);
		if (fromStatus && !isUndecided(fromStatus) && isUndecided(toStatus))
			dates = dates.slice(0, index + 1);
		// Handing a case over is no step back, and what was jumped over is not dated afterwards.
		if (index >= dates.length - 1) dates[index] ??= on;
	}
	return dates;
}

/** A later assignment is a handing over: it says nothing about the first one. */
function withAssignment(dates: Dates, { assignment }: TrackerFacts): Dates {
	const next = nextDate(dates, ASSIGNED);
	if (!assignment || next === null || assignment.assignedOn > next) return dates;
	return dates.with(ASSIGNED, dates[ASSIGNED] ?? assignment.assignedOn);
}

const nextDate = (dates: Dates, index: number): LocalDate | null =>
	dates.slice(index).find((date) => date !== undefined) ?? null;

function stateOf(facts: TrackerFacts, index: number, current: number): TrackerStep['state'] {
	return index < current || isClosed(facts.status) ? 'done' : 'current';
}

function whoOf(facts: TrackerFacts, key: TrackerStepKey): string {
	if (key === 'assigned' || key === 'checking') return facts.team;
	const { transitions } = facts;
	const cause = key === 'received' ? transitions[0] : key === 'closed' ? transitions.at(-1) : null;
	return cause?.byKind === 'customer' ? 'customer' : 'collections';
}
