import { addDays, type LocalDate } from '$lib/domain/calendar';

interface Closed {
	/** The day it was closed. */
	closedOn: LocalDate;
	today: LocalDate;
	/** Calendar days after that day on which it may be opened again. */
	days: number;
}

/** Whether a closed case goes on; later the same wish is a case of its own, linked to it. */
export const goesOn = ({ closedOn, today, days }: Closed): boolean =>
	today <= addDays(closedOn, days);
