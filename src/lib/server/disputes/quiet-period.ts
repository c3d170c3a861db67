import { addDays, addWorkingDays, workingDayFrom, type LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, workingCalendarOf } from '../settings/queries';

export interface QuietPeriod {
	/** Last day without a message about these invoices. */
	quietUntil: LocalDate;
	/** The first worked day a message may leave. */
	nextMessageOn: LocalDate;
}

/** What closing the case today means for the next message, said before anybody confirms. */
export async function quietPeriodFromToday(unit: Unit<Scope>): Promise<QuietPeriod> {
	const { quietPeriodDays } = await organisationOf(unit);
	const calendar = await workingCalendarOf(unit);
	const quietUntil = addWorkingDays(unit.today, quietPeriodDays, calendar);
	return { quietUntil, nextMessageOn: workingDayFrom(addDays(quietUntil, 1), calendar) };
}
