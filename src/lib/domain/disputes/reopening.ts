import { addDays, type LocalDate } from '$lib/domain/calendar';

interface Closed {
	/** The day it was closed. */
	closedOn: LocalDate;
	/** Calendar days after that day on which it may be opened again. */
	days: number;
}

/** The last day on which a closed case goes on; later the same wish is a case of its own, linked to it. */
export const lastDayToReopen = ({ closedOn, days }: Closed): LocalDate => addDays(closedOn, days);

export const goesOn = ({ today, ...closed }: Closed & { today: LocalDate }): boolean =>
	today <= lastDayToReopen(closed);
