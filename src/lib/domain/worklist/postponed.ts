import { addDays, daysBetween, type LocalDate } from '$lib/domain/calendar';
import { sectionOf, type Work } from './order';

/** Further away it would be forgotten rather than postponed. */
export const LONGEST_POSTPONED_DAYS = 60;

/** A row somebody put off, and what it said when he did. */
export interface Postponed {
	readonly key: string;
	readonly untilOn: LocalDate;
	readonly facts: string;
}

interface Told extends Work {
	readonly on: LocalDate | null;
	readonly reference: string | null;
	/** Where the thing stands, if it moves by steps. */
	readonly standing: string;
}

/** What a row says that does not change by itself from one day to the next: being late is said, how late is not. */
export const factsOf = (row: Told): string =>
	JSON.stringify([
		row.on,
		row.standing,
		row.reference,
		sectionOf(row) === 'late',
		row.amounts.map(({ minor, currency }) => `${minor} ${currency}`).sort()
	]);

/** Until its day, as long as it says what it said then. */
export const isPutOff = (row: Told, { untilOn, facts }: Postponed, today: LocalDate): boolean =>
	untilOn > today && facts === factsOf(row);

/** Tomorrow at the earliest. */
export const mayPutOffUntil = (untilOn: LocalDate, today: LocalDate): boolean =>
	untilOn >= addDays(today, 1) && daysBetween(today, untilOn) <= LONGEST_POSTPONED_DAYS;
