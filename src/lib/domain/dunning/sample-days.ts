import { addDays, type LocalDate, type WorkingCalendar } from '$lib/domain/calendar';
import { firstDayFor, lastDay, leavingOn } from './step-window';
import type { DraftStep } from './step-schema';

/** What the days of a step mean for an invoice due on a given day. */
export interface SampleDays {
	opensOn: LocalDate;
	/** When nothing is in the way; null: no day of the window is worked. */
	leavesOn: LocalDate | null;
	closesOn: LocalDate;
}

export const sampleDays = (
	step: Pick<DraftStep, 'phase' | 'opensDays' | 'closesDays' | 'nonWorkingDay'>,
	dueOn: LocalDate,
	calendar: WorkingCalendar
): SampleDays => ({
	opensOn: addDays(dueOn, firstDayFor(step, dueOn, calendar)),
	leavesOn: leavingOn(step, dueOn, calendar),
	closesOn: addDays(dueOn, lastDay(step))
});
