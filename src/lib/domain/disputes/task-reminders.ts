import {
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';

/** Working days from one reminder of a late task to the next. */
const AGAIN_AFTER = 5;
/** After a month everybody who could do it was told; the case and the day of a colleague show it on. */
const MOST_REMINDERS = 5;

/**
 * Which reminder of a late task is due, counted from 0: on the first worked day after its own, then week after week;
 * null: none, it is not late, or nobody works. After an outage the last one only is made up for.
 */
export function taskReminder(
	dueOn: LocalDate,
	today: LocalDate,
	calendar: WorkingCalendar
): number | null {
	if (today <= dueOn || !isWorkingDay(today, calendar)) return null;
	const reminder = Math.floor((workingDaysBetween(dueOn, today, calendar) - 1) / AGAIN_AFTER);
	return reminder < MOST_REMINDERS ? reminder : null;
}
