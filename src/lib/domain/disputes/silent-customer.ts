import {
	addDays,
	addWorkingDays,
	isWorkingDay,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';

/** Working days of the house from a question to the first reminder, from that to the second, and on to its last day. */
const AGAIN_AFTER = 5;
/** Whoever did not answer then is not asked a third time by a machine. */
const MOST_REMINDERS = 2;

/** What a customer is asked and has not answered. */
export interface AskedOfCustomer {
	readonly askedOn: LocalDate;
	/** Counted from it: that day, or the end of an offer made since. */
	readonly from: LocalDate;
	/** The last time he was reminded of anything in this case; null: never. */
	readonly remindedOn: LocalDate | null;
	/** A letter about it is read by somebody. */
	readonly isReached: boolean;
	/** Since when an answer by mail waits that nobody has read; null: none does. */
	readonly unreadSince: Date | null;
}

const after = (askedOn: LocalDate, reminders: number, calendar: WorkingCalendar): LocalDate =>
	addWorkingDays(askedOn, reminders * AGAIN_AFTER, calendar);

/** The last day on which his answer is waited for: from the next one on somebody of the house says how it goes on. */
export const replyBy = (askedOn: LocalDate, calendar: WorkingCalendar): LocalDate =>
	after(askedOn, MOST_REMINDERS + 1, calendar);

/** What is offered to him beside the question ends before it; of what nobody reads no day counts. */
export const endsWithOffer = (
	{
		from,
		isReached,
		offerUntil
	}: Pick<AskedOfCustomer, 'from' | 'isReached'> & { readonly offerUntil: LocalDate | null },
	calendar: WorkingCalendar
): boolean => isReached && offerUntil !== null && offerUntil < replyBy(from, calendar);

/** He had his time, and was reminded in it: the case is the house's again. */
export const isSilent = (
	askedOn: LocalDate,
	today: LocalDate,
	calendar: WorkingCalendar
): boolean => today > replyBy(askedOn, calendar);

/**
 * The case is the house's again: he is silent, or nobody reads what he is asked, and no reminder of it either. What he
 * wrote is to be read first.
 */
export const isForHouse = (
	{ from, isReached, unreadSince }: Pick<AskedOfCustomer, 'from' | 'isReached' | 'unreadSince'>,
	today: LocalDate,
	calendar: WorkingCalendar
): boolean => !unreadSince && (!isReached || isSilent(from, today, calendar));

/** The last day of a question nobody answered in time; earlier ones are over as well. */
export function silentSince(today: LocalDate, calendar: WorkingCalendar): LocalDate {
	let askedOn = addDays(today, -1);
	for (let tries = 0; tries < 366 && !isSilent(askedOn, today, calendar); tries++)
		askedOn = addDays(askedOn, -1);
	return askedOn;
}

/**
 * Whether he is to be reminded today: once from each day of a reminder on, on a worked day, and not once his own day
 * has gone by, nor where nobody would read it or an answer waits to be read. After an outage the last one only is made up for.
 */
export function remindsCustomer(
	{ remindedOn, ...asked }: AskedOfCustomer,
	today: LocalDate,
	calendar: WorkingCalendar
): boolean {
	if (asked.unreadSince || !isWorkingDay(today, calendar) || isForHouse(asked, today, calendar))
		return false;
	const days = Array.from({ length: MOST_REMINDERS }, (_, nth) =>
		after(asked.from, nth + 1, calendar)
	);
	const due = days.findLast((day) => day <= today);
	return due !== undefined && (remindedOn === null || remindedOn < due);
}
