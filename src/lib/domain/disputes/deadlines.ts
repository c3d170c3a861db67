import {
	addDays,
	addWorkingDays,
	workingDayFrom,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import { isDecidedOrOver, type DisputeStatus } from './lifecycle';

/** The day promised to the customer. What arrives on a day off counts as received on the next worked day. */
export const answerDueOn = (
	openedOn: LocalDate,
	deadlineDays: number,
	calendar: WorkingCalendar
): LocalDate => addWorkingDays(openedOn, deadlineDays, calendar);

/**
 * The day whoever is asked answers by. One day is kept to decide and to tell the customer, without ever
 * asking for an answer today; only somebody asked too late answers after the day promised to the customer.
 */
export function resolverDueOn(
	askedOn: LocalDate,
	{ answerDueOn: promisedOn, deadlineDays }: { answerDueOn: LocalDate; deadlineDays: number },
	calendar: WorkingCalendar
): LocalDate {
	const tomorrow = workingDayFrom(addDays(askedOn, 1), calendar);
	const usual = addWorkingDays(askedOn, Math.max(1, deadlineDays - 1), calendar);
	const wanted = usual < promisedOn ? usual : promisedOn;
	return wanted > tomorrow ? wanted : tomorrow;
}

/** A day that was given to somebody. */
export interface Given {
	readonly on: LocalDate;
	/** Only what was waited for since then moves it. */
	readonly setOn: LocalDate;
}

export interface DeadlineStep {
	readonly fromStatus: DisputeStatus | null;
	readonly toStatus: DisputeStatus;
	readonly at: Date;
	/** The day it was for the creditor. */
	readonly on: LocalDate;
	readonly byKind?: 'customer' | 'staff' | 'resolver' | 'system';
	/** The day the mail came that answered, where it was read later: the time until then was ours. */
	readonly heardOn?: LocalDate | null;
}

/** Nothing moves from the question on until the customer replies. */
export interface Wait {
	readonly from: LocalDate;
	readonly until: LocalDate;
}

/** When the customer was waited for; what he still owes lasts until today. Steps the oldest first. */
export const waitsIn = (steps: readonly DeadlineStep[], today: LocalDate): Wait[] =>
	steps.flatMap(({ toStatus, on }, index) =>
		toStatus === 'waiting_customer' ? [{ from: on, until: endOf(steps[index + 1]) ?? today }] : []
	);

const endOf = (next: DeadlineStep | undefined): LocalDate | undefined => next?.heardOn ?? next?.on;

/** As whoever is asked beside it knows it: he waits for the customer until somebody has read what he wrote. */
export const asRead = <Facts extends Pick<DeadlineFacts, 'transitions'>>(facts: Facts): Facts => ({
	...facts,
	transitions: facts.transitions.map((step) => ({ ...step, heardOn: null }))
});

/**
 * The day it has become: later by the working days on which the customer was waited for. What is asked or
 * replied on a day off counts from the next worked day; a question asked once the day has gone by saves nothing.
 */
export function dayAfterWaits(
	{ on, setOn }: Given,
	waits: readonly Wait[],
	calendar: WorkingCalendar
): LocalDate {
	let day = on;
	for (const wait of waits) {
		const from = wait.from > setOn ? wait.from : setOn;
		if (from > day) break;
		const days = waitedDays(from, wait.until, calendar);
		if (days > 0) day = addWorkingDays(day, days, calendar);
	}
	return day;
}

export const waitedDays = (from: LocalDate, until: LocalDate, calendar: WorkingCalendar): number =>
	workingDaysBetween(workingDayFrom(from, calendar), workingDayFrom(until, calendar), calendar);

export interface Commitment {
	readonly dueOn: LocalDate;
	/** What will be there by then; empty = the answer. */
	readonly what: string;
	readonly setAt: Date;
	readonly setOn: LocalDate;
}

export interface DeadlineFacts {
	readonly status: DisputeStatus;
	readonly openedOn: LocalDate;
	/** The day promised when it was opened. */
	readonly answerDueOn: LocalDate;
	/** Days committed to after the first one, the oldest first; opening it again is one of them. */
	readonly commitments: readonly Commitment[];
	/** The oldest first. */
	readonly transitions: readonly DeadlineStep[];
	readonly today: LocalDate;
	readonly calendar: WorkingCalendar;
	/** Of the hours the house works, still to come today; missing where nobody asks by the hour. */
	readonly minutesLeft?: number;
}

export interface Promised {
	readonly on: LocalDate;
	readonly what: string;
}

/**
 * Every day that was promised in the round that runs, as it stands now, the oldest first. A round begins
 * with the case, again with its reopening, and when an offer nobody answered is over; once it is decided,
 * only what was promised since counts.
 */
export function promisedIn(facts: DeadlineFacts): Promised[] {
	const waits = waitsIn(facts.transitions, facts.today);
	return givenIn(facts).map(({ dueOn, what, setOn }) => ({
		on: dayAfterWaits({ on: dueOn, setOn }, waits, facts.calendar),
		what
	}));
}

export interface GivenDay extends Omit<Commitment, 'setAt'> {
	/** The round began with it: nobody chose this day for this case. */
	readonly opensRound?: true;
}

/** The last day that was given and still runs; none once it is decided and nothing was promised since. */
export const givenNow = (facts: DeadlineFacts): GivenDay | null => givenIn(facts).at(-1) ?? null;

function givenIn(facts: DeadlineFacts): readonly GivenDay[] {
	const { status, commitments, transitions } = facts;
	const decided = transitions.findLast(({ toStatus }) => toStatus === 'decided');
	if (isDecidedOrOver(status))
		return commitments.filter(({ setAt }) => !decided || setAt > decided.at);
	const again = transitions.findLast((step) => isReopening(step) || endsOffer(step));
	if (!again) return [firstOf(facts), ...commitments];
	const since = commitments.filter(({ setAt }) => setAt >= again.at);
	return since.length > 0 ? since.map(marked(again.at)) : [firstSince(again, facts)];
}

/** A reopening writes its day down in its own moment. */
const marked =
	(roundBegan: Date) =>
	(given: Commitment): Commitment & GivenDay =>
		given.setAt.getTime() === roundBegan.getTime() ? { ...given, opensRound: true } : given;

/** Nobody but the engine takes a case back from its customer by itself: when what it offered him is over. */
const endsOffer = ({ fromStatus, toStatus, byKind }: DeadlineStep): boolean =>
	fromStatus === 'waiting_customer' && toStatus === 'in_progress' && byKind === 'system';

/**
 * Of a case that was opened again before its reopening wrote a day down: as many working days as were given
 * the first time. The day of its first round is over, and nobody is late by it.
 */
const firstSince = (
	{ on }: DeadlineStep,
	{ openedOn, answerDueOn: firstDueOn, calendar }: DeadlineFacts
): GivenDay => ({
	dueOn: addWorkingDays(on, workingDaysBetween(openedOn, firstDueOn, calendar), calendar),
	...{ what: '', setOn: on, opensRound: true }
});

const firstOf = ({ openedOn, answerDueOn: dueOn }: DeadlineFacts): GivenDay => ({
	...{ dueOn, what: '', opensRound: true },
	setOn: openedOn
});

/** Back to work from a decision or an end. */
export const isReopening = ({
	fromStatus,
	toStatus
}: Pick<DeadlineStep, 'fromStatus' | 'toStatus'>): boolean =>
	fromStatus !== null && isDecidedOrOver(fromStatus) && !isDecidedOrOver(toStatus);

/** The day the customer counts on now; once nothing is promised any more, the last one that was. */
export const promisedDayOf = (facts: DeadlineFacts): LocalDate =>
	(promisedIn(facts).at(-1) ?? promisedIn({ ...facts, status: 'submitted' }).at(-1)!).on;

export interface TimeLeft {
	/** Past the promised day, even when no worked day has gone by since. */
	readonly late: boolean;
	/** Working days; 0 on the promised day and after it. */
	readonly daysLeft: number;
	/** Working days on which nobody waited for the customer; 0 up to the promised day. */
	readonly daysLate: number;
	/** Whole working hours of the promised day still to come, on that day alone; 0 in its last one. */
	readonly hoursLeft?: number;
}

export const timeLeft = (
	today: LocalDate,
	dueOn: LocalDate,
	calendar: WorkingCalendar,
	waits: readonly Wait[] = [],
	minutesLeft = 0
): TimeLeft => ({
	late: today > dueOn,
	daysLeft: workingDaysBetween(today, dueOn, calendar),
	daysLate: Math.max(
		0,
		waits.reduce(
			(days, { from, until }) => days - waitedDays(from > dueOn ? from : dueOn, until, calendar),
			workingDaysBetween(dueOn, today, calendar)
		)
	),
	...(today === dueOn && minutesLeft > 0 && { hoursLeft: Math.floor(minutesLeft / 60) })
});

/** The time left until a day, by all that is known of the case. */
export const timeLeftOf = (facts: DeadlineFacts, dueOn: LocalDate): TimeLeft => {
	const { today, calendar, transitions, minutesLeft } = facts;
	return timeLeft(today, dueOn, calendar, waitsIn(transitions, today), minutesLeft);
};
