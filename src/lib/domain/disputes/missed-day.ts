import {
	addDays,
	isWorkingDay,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import { promisedIn, type DeadlineFacts, type Promised } from './deadlines';
import { keptOf } from './tracker';

/** Working days after which a missed day is no news any more: an outage is not made up for by a heap of mails. */
export const NEWS_WORKING_DAYS = 5;

/**
 * The day that was promised, was not kept and is to be owned up to today: once, on a worked day, and not
 * while another day is ahead or the customer is waited for. `toldOf` is the one that was owned up to last.
 */
export function missedToTell(facts: DeadlineFacts, toldOf: LocalDate | null): Promised | null {
	const { today, calendar } = facts;
	if (!keptOf(facts).late || !isWorkingDay(today, calendar)) return null;
	const missed = promisedIn(facts).at(-1)!;
	const isNews = workingDaysBetween(missed.on, today, calendar) <= NEWS_WORKING_DAYS;
	return isNews && (toldOf === null || toldOf < missed.on) ? missed : null;
}

/** The first day that, missed, is news still: some worked days back, over a long closure too. */
export function newsSince(today: LocalDate, calendar: WorkingCalendar): LocalDate {
	let since = today;
	for (let days = 7; days <= 371; days += 7) {
		since = addDays(today, -days);
		if (workingDaysBetween(since, today, calendar) > NEWS_WORKING_DAYS) break;
	}
	return since;
}
