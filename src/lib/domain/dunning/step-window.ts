import { addDays, isWorkingDay, type LocalDate, type WorkingCalendar } from '$lib/domain/calendar';
import type { StepDefinition } from './scenario';

type Window = Pick<StepDefinition, 'phase' | 'opensDays' | 'closesDays' | 'nonWorkingDay'>;

/** Days late on which the window opens; negative before the due date. */
export const firstDay = ({ phase, opensDays }: Pick<Window, 'phase' | 'opensDays'>): number =>
	// On the due day nothing is past due yet.
	phase === 'before_due' ? -opensDays : Math.max(1, opensDays);

/** Days late on which it closes. */
export const lastDay = ({ phase, closesDays }: Window): number =>
	phase === 'before_due' ? Math.min(0, -closesDays) : closesDays;

/**
 * Days late on which the window opens for an invoice due on `dueOn`: earlier than written when its
 * first day is not worked and the step prefers the working day before, yet never before the
 * invoice is late when the step speaks of lateness.
 */
export function firstDayFor(step: Window, dueOn: LocalDate, calendar: WorkingCalendar): number {
	const first = firstDay(step);
	if (step.nonWorkingDay === 'next') return first;
	const earliest = step.phase === 'after_due' ? 1 : first - 7;
	for (let day = first; day >= earliest; day--)
		if (isWorkingDay(addDays(dueOn, day), calendar)) return day;
	return first;
}

/**
 * The day a step would leave for an invoice due on `dueOn` when nothing is in the way: the first
 * working day of its window; null when the window has none.
 */
export function leavingOn(
	step: Window,
	dueOn: LocalDate,
	calendar: WorkingCalendar
): LocalDate | null {
	const last = addDays(dueOn, lastDay(step));
	let day = addDays(dueOn, firstDayFor(step, dueOn, calendar));
	while (day <= last && !isWorkingDay(day, calendar)) day = addDays(day, 1);
	return day <= last ? day : null;
}
