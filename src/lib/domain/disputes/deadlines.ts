import {
	addDays,
	addWorkingDays,
	workingDayFrom,
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
