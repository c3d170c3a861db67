import type { WorkingCalendar } from '../calendar';

/**
 * Days a step may fall on: those worked, and a weekend day on which the company sends all the same.
 * Public holidays and closures stay closed.
 */
export const withSendDays = (
	calendar: WorkingCalendar,
	sendWeekdays: readonly number[] = []
): WorkingCalendar => ({
	...calendar,
	weekdays: [...new Set([...calendar.weekdays, ...sendWeekdays])].sort((a, b) => a - b)
});

/** Days on which something leaves. */
export const sendDays = (
	calendar: WorkingCalendar,
	sendWeekdays: readonly number[] | undefined
): WorkingCalendar => (sendWeekdays ? { ...calendar, weekdays: sendWeekdays } : calendar);
