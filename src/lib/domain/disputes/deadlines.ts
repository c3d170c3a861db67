import {
	addWorkingDays,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';

/** The day promised to the customer. What arrives on a day off counts as received on the next worked day. */
export const answerDueOn = (
	openedOn: LocalDate,
	deadlineDays: number,
	calendar: WorkingCalendar
): LocalDate => addWorkingDays(openedOn, deadlineDays, calendar);

export interface TimeLeft {
	/** Past the promised day, even when no worked day has gone by since. */
	readonly late: boolean;
	/** Working days; 0 on the promised day and after it. */
	readonly daysLeft: number;
	/** Working days; 0 up to the promised day. */
	readonly daysLate: number;
}

export const timeLeft = (
	today: LocalDate,
	dueOn: LocalDate,
	calendar: WorkingCalendar
): TimeLeft => ({
	late: today > dueOn,
	daysLeft: workingDaysBetween(today, dueOn, calendar),
	daysLate: workingDaysBetween(dueOn, today, calendar)
});
