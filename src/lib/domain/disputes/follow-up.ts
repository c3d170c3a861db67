import {
	addDays,
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';

export const FOLLOW_UPS = ['due_soon', 'overdue', 'manager'] as const;
/** A reminder before the day, one after it, then one that goes to the head of the team as well. */
export type FollowUpKind = (typeof FOLLOW_UPS)[number];

/** A step that was taken, with the day he was to answer by then. */
export interface FollowUp {
	readonly kind: FollowUpKind;
	readonly on: LocalDate;
	readonly dueOn: LocalDate;
}

/** Whoever was asked, with the day he answers by as it stands now. */
export interface AskedBy {
	/** What he asked back himself was answered since: the day of that answer. */
	readonly askedOn: LocalDate;
	readonly dueOn: LocalDate;
}

/** Working days after the step before. */
const FIRST_TO_MANAGER = 2;
const AGAIN_TO_MANAGER = 5;
/** Whoever was asked a year ago and never answered is not chased for ever. */
const MOST_TO_MANAGER = 40;

/**
 * The step that is due today for a question nobody answered; null when none is, and on days off. Each follows from
 * the one before, so that after an outage none is made up for, and nobody's manager hears of it before he was
 * reminded himself. A day that has moved since begins anew.
 */
export function followUpOn(
	asked: AskedBy,
	taken: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): FollowUpKind | null {
	if (!isWorkingDay(today, calendar)) return null;
	if (taken.some(({ on }) => on >= today)) return null;
	const ofDay = taken.filter(({ dueOn }) => dueOn === asked.dueOn);
	if (today <= asked.dueOn) return isDueSoon(asked, ofDay, today, calendar) ? 'due_soon' : null;
	return onceLate(asked, ofDay, today, calendar);
}

const isDueSoon = (
	{ askedOn, dueOn }: AskedBy,
	ofDay: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): boolean => {
	const before = workedBefore(dueOn, calendar);
	return ofDay.length === 0 && before > askedOn && today >= before;
};

function onceLate(
	{ askedOn }: AskedBy,
	ofDay: readonly FollowUp[],
	today: LocalDate,
	calendar: WorkingCalendar
): FollowUpKind | null {
	const late = ofDay.filter(({ kind }) => kind !== 'due_soon');
	const last = late.at(-1);
	if (!last) return today > askedOn ? 'overdue' : null;
	if (late.length > MOST_TO_MANAGER) return null;
	const gap = last.kind === 'overdue' ? FIRST_TO_MANAGER : AGAIN_TO_MANAGER;
	return workingDaysBetween(last.on, today, calendar) >= gap ? 'manager' : null;
}

function workedBefore(day: LocalDate, calendar: WorkingCalendar): LocalDate {
	let before = addDays(day, -1);
	for (let i = 0; i < 366 && !isWorkingDay(before, calendar); i++) before = addDays(before, -1);
	return before;
}
