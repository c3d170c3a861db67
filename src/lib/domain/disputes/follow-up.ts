import {
	addDays,
	addWorkingDays,
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';

export const FOLLOW_UPS = ['due_soon', 'overdue', 'manager'] as const;
/** A reminder before the day, one after it, then one that goes to the head of the team as well. */
export type FollowUpKind = (typeof FOLLOW_UPS)[number];

export interface FollowUp {
	readonly kind: FollowUpKind;
	readonly on: LocalDate;
}

/** Whoever was asked, with the day he answers by as it stands now. */
export interface AskedBy {
	readonly askedOn: LocalDate;
	readonly dueOn: LocalDate;
}

/** Working days after the day itself. */
const MANAGER_AFTER = 3;
const MANAGER_AGAIN_EVERY = 5;
/** Whoever was asked a year ago and never answered is not chased for ever. */
const MOST = 40;

/**
 * The last follow-up of a question that nobody answered, as it stands on `today`; null before the first one and
 * on days off. Those before it are over: after an outage none is made up for.
 */
export function followUpOn(
	asked: AskedBy,
	today: LocalDate,
	calendar: WorkingCalendar
): FollowUp | null {
	if (!isWorkingDay(today, calendar)) return null;
	return followUpsOf(asked, calendar).findLast(({ on }) => on <= today) ?? null;
}

/** All of them, the first one first. */
export function followUpsOf({ askedOn, dueOn }: AskedBy, calendar: WorkingCalendar): FollowUp[] {
	const before = workedBefore(dueOn, calendar);
	const after = (days: number) => addWorkingDays(addDays(dueOn, 1), days - 1, calendar);
	return [
		...(before > askedOn ? [{ kind: 'due_soon' as const, on: before }] : []),
		{ kind: 'overdue', on: after(1) },
		...Array.from({ length: MOST }, (_, place) => ({
			kind: 'manager' as const,
			on: after(MANAGER_AFTER + place * MANAGER_AGAIN_EVERY)
		}))
	];
}

/** Working days the answer is late. */
export const daysOverdue = (
	{ dueOn }: AskedBy,
	today: LocalDate,
	calendar: WorkingCalendar
): number => workingDaysBetween(dueOn, today, calendar);

function workedBefore(day: LocalDate, calendar: WorkingCalendar): LocalDate {
	let before = addDays(day, -1);
	for (let i = 0; i < 366 && !isWorkingDay(before, calendar); i++) before = addDays(before, -1);
	return before;
}
