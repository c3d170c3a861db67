import type { LocalDate } from '$lib/domain/calendar';
import { isClosed, type DisputeStatus } from './lifecycle';

/** What the customer follows, like a parcel. */
export const TRACKER_STEPS = ['received', 'assigned', 'checking', 'decision', 'closed'] as const;
export type TrackerStepKey = (typeof TRACKER_STEPS)[number];

export interface TrackerTransition {
	readonly fromStatus: DisputeStatus | null;
	readonly toStatus: DisputeStatus;
	readonly on: LocalDate;
	readonly byKind: 'customer' | 'staff' | 'resolver' | 'system';
}

export interface TrackerFacts {
	readonly status: DisputeStatus;
	readonly openedOn: LocalDate;
	readonly answerDueOn: LocalDate;
	/** Team in charge of the reason: the customer sees a team, never a colleague. */
	readonly team: string;
	/** Oldest first. */
	readonly transitions: readonly TrackerTransition[];
	/** The current assignment: dates an assignment that left no step of its own in the history. */
	readonly assignment: { readonly assignedOn: LocalDate } | null;
	/** The decision in force. */
	readonly resolution: { readonly decidedOn: LocalDate } | null;
	readonly today: LocalDate;
}

export interface TrackerStep {
	readonly key: TrackerStepKey;
	readonly state: 'done' | 'current' | 'todo';
	/** Known for every step that is done or current. */
	readonly on: LocalDate | null;
	/** `customer`, `collections` or the key of a team; known whenever `on` is. */
	readonly who: string | null;
}

export interface Tracker {
	readonly steps: readonly TrackerStep[];
	readonly yourReplyNeeded: boolean;
	readonly withdrawn: boolean;
	/** The promised day has gone by without a decision, and nobody waits for the customer. */
	readonly late: boolean;
	readonly answerDueOn: LocalDate;
}

export function trackerOf(facts: TrackerFacts): Tracker {
	const yourReplyNeeded = facts.status === 'waiting_customer';
	return {
		steps: stepsOf(facts),
		yourReplyNeeded,
		withdrawn: facts.status === 'withdrawn',
		late: !yourReplyNeeded && isUndecided(facts.status) && facts.today > facts.answerDueOn,
		answerDueOn: facts.answerDueOn
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

const indexOf = (status: DisputeStatus): number => TRACKER_STEPS.indexOf(STEP_OF[status]);
const ASSIGNED = TRACKER_STEPS.indexOf('assigned');
const DECISION = TRACKER_STEPS.indexOf('decision');
const isUndecided = (status: DisputeStatus): boolean => indexOf(status) < DECISION;

type Dates = (LocalDate | undefined)[];

function stepsOf(facts: TrackerFacts): TrackerStep[] {
	const dates = datesOf(facts);
	const current = dates.length - 1;
	return TRACKER_STEPS.map((key, index) => {
		const on = dates[index] ?? (passedOver(facts, index, current) ? nextDate(dates, index) : null);
		const state = on === null ? 'todo' : stateOf(facts, index, current);
		return { key, state, on, who: on === null ? null : whoOf(facts, key) };
	});
}

/** Day each step was first reached, cut at the furthest one; reopening goes back. */
function datesOf(facts: TrackerFacts): Dates {
	let dates: Dates = [facts.openedOn];
	for (const { fromStatus, toStatus, on } of facts.transitions) {
		const index = indexOf(toStatus);
		if (fromStatus && !isUndecided(fromStatus) && isUndecided(toStatus))
			dates = dates.slice(0, index + 1);
		// Handing a case over is no step back, and what was jumped over is not dated afterwards.
		if (index >= dates.length - 1) dates[index] ??= on;
	}
	// The decision in force may have replaced an earlier one.
	if (dates[DECISION] && facts.resolution) dates[DECISION] = facts.resolution.decidedOn;
	return withAssignment(dates, facts);
}

/** A later assignment is a handing over: it says nothing about the first one. */
function withAssignment(dates: Dates, { assignment }: TrackerFacts): Dates {
	const next = nextDate(dates, ASSIGNED);
	if (!assignment || next === null || assignment.assignedOn > next) return dates;
	return dates.with(ASSIGNED, dates[ASSIGNED] ?? assignment.assignedOn);
}

/** A decided case went through every step, even at once; one that was withdrawn did not. */
const passedOver = ({ status }: TrackerFacts, index: number, current: number): boolean =>
	index < current && !(isClosed(status) && status !== 'resolved');

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
