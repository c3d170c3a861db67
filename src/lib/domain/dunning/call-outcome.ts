import {
	addWorkingDays,
	isWorkingDay,
	workingDayFrom,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';

/** What came of a call; each has its words in messages/<language>/dunning.json, `dunning_call_<outcome>`. */
export const CALL_OUTCOMES = [
	'reached',
	'promised',
	'disputes',
	'paid_already',
	'no_answer',
	'wrong_number'
] as const;
/** `settled`: said later of a call in which somebody disagreed; no call, and never offered for one. */
export type CallOutcome = (typeof CALL_OUTCOMES)[number] | 'settled';

/** Nobody was spoken to: the task stays, for another day. */
export const wasReached = (outcome: CallOutcome): boolean =>
	outcome !== 'no_answer' && outcome !== 'wrong_number' && outcome !== 'settled';

/** The task is over; a promise, or a disagreement, that was only spoken is written down first. */
export const closesTask = (outcome: CallOutcome): boolean =>
	wasReached(outcome) && outcome !== 'promised' && outcome !== 'disputes';

/** The day to propose in place of one that is not worked; null when it is. */
export const workedInstead = (asked: LocalDate, calendar: WorkingCalendar): LocalDate | null =>
	isWorkingDay(asked, calendar) ? null : workingDayFrom(asked, calendar);

/** When nobody says another day: the next one that is worked. */
export const dayToCallAgain = (
	outcome: CallOutcome,
	asked: LocalDate | null,
	{ today, calendar }: { today: LocalDate; calendar: WorkingCalendar }
): LocalDate | null =>
	outcome === 'no_answer' ? (asked ?? addWorkingDays(today, 1, calendar)) : null;

/** A call nobody answered rests until its day; a wrong number waits for a better one, at once. */
export const restsUntil = (
	last: { againOn: LocalDate | null } | null,
	today: LocalDate
): LocalDate | null => (last?.againOn && last.againOn > today ? last.againOn : null);
