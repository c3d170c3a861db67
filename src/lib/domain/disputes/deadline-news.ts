import {
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';
import { FIRST_TO_MANAGER, LATE_TO_BEGIN } from './follow-up';

/**
 * Whether whoever looks after a case hears today that a day of it is in danger, or was broken: once, on a worked day.
 * What was due long ago and never told is seen on the desk, not begun with.
 * @param told whether he heard it, of this day and standing
 */
export const isNews = (
	dueOn: LocalDate,
	told: boolean,
	today: LocalDate,
	calendar: WorkingCalendar
): boolean =>
	!told &&
	isWorkingDay(today, calendar) &&
	workingDaysBetween(dueOn, today, calendar) <= LATE_TO_BEGIN;

/**
 * Whether the head of his team hears of what is still late: as many worked days after he did himself as of a question
 * nobody answers, and never before him.
 * @param toldOn the day on which he was told that it is late
 */
export const isForHead = (
	toldOn: LocalDate | null,
	today: LocalDate,
	calendar: WorkingCalendar
): boolean =>
	toldOn !== null &&
	isWorkingDay(today, calendar) &&
	workingDaysBetween(toldOn, today, calendar) >= FIRST_TO_MANAGER;
