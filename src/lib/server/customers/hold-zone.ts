import { addDays, localDateAt, type LocalDate } from '$lib/domain/calendar';

/** What says when a pause is over: its last day, and whom it is about. */
interface Dated {
	untilOn: LocalDate | null;
	contactId: string | null;
}
interface Placed {
	contactId: string;
	timeZone: string | null;
}

/**
 * The last day of a pause is a day where its reader lives: that of the contact it is about; for a
 * customer or an invoice that of the contact whose midnight comes last, since any of them may be
 * written to. A contact without a time zone lives in that of the organisation.
 */
export function isHeldAt(
	{ untilOn, contactId }: Dated,
	contacts: readonly Placed[],
	{ now, timeZone }: { now: Date; timeZone: string }
): boolean {
	if (untilOn === null) return true;
	const about = contacts.filter((one) => contactId === null || one.contactId === contactId);
	const zones = about.length ? about.map((one) => one.timeZone ?? timeZone) : [timeZone];
	return zones.some((zone) => localDateAt(now, zone) <= untilOn);
}

/** Somewhere on earth it may still be the day before. */
export const dayBefore = (day: LocalDate): LocalDate => addDays(day, -1);
