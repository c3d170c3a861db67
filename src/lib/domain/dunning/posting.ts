import { addDays, isWorkingDay, type LocalDate, type WorkingCalendar } from '../calendar';

/**
 * What became of a letter; `returned`: it was posted and came back; `withheld`: a person decided that it does not leave. A provider has it, gave
 * no answer (it may be in the post), or did not take it.
 */
export const LETTER_STATES = [
	'to_print',
	'printed',
	'with_provider',
	'provider_unknown',
	'provider_failed',
	'posted',
	'returned',
	'withheld'
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** Still here: somebody has to do something about it. */
export const isWaiting = (state: LetterState): boolean =>
	state === 'to_print' || state === 'printed';

/** Neither in the post nor on its way there: pointed out when it should have been by now. */
export const isStillHere = (state: LetterState): boolean =>
	isWaiting(state) || state === 'provider_failed';

/** Out of the hands of a provider again: a person may take it back and print it here. */
export const mayTakeBack = (state: LetterState): boolean =>
	state === 'provider_unknown' || state === 'provider_failed';

/** Working days after its confirmation on which a letter that is still here is pointed out. */
export const POSTING_DAYS = 2;

/** Letters written on this day or before should have been posted by `today`. */
export function postedByNow(today: LocalDate, calendar: WorkingCalendar): LocalDate {
	let day = today;
	// A year without two working days is a broken calendar, not a loop to finish.
	for (let worked = 0, looked = 0; looked < 366; looked++) {
		if (isWorkingDay(day, calendar)) worked++;
		day = addDays(day, -1);
		if (worked === POSTING_DAYS) break;
	}
	return day;
}

/** Why a letter cannot have been posted on this day; null when it can. */
export function postingProblem(
	on: LocalDate,
	{ writtenOn, today }: { writtenOn: LocalDate; today: LocalDate }
): 'letter_posted_ahead' | 'letter_posted_before' | null {
	if (on > today) return 'letter_posted_ahead';
	return on < writtenOn ? 'letter_posted_before' : null;
}
