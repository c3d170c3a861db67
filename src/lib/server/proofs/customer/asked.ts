import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Language } from '$lib/i18n/language';
import type { DeskScope } from '../../auth/scope';
import type { Period } from '../../db/within';
import type { AccountFacts } from './facts';

/** Which customer, which days, and whether what colleagues wrote to each other is in it. */
export interface AskedDays {
	code: string;
	from: LocalDate | null;
	/** The last day that counts. */
	until: LocalDate | null;
	internal: boolean;
	language: Language;
}

/** The pack of a customer as it is asked for. */
export interface AskedAccount extends AskedDays {
	scope: DeskScope;
	facts: AccountFacts;
	/** What stands where a link stood. */
	linkWords: string;
	period: Period;
}

/** The days of the organisation as instants. */
export const periodOf = (
	{ from, until }: Pick<AskedDays, 'from' | 'until'>,
	timeZone: string
): Period => ({
	from: from && startOf(from, timeZone),
	until: until && startOf(addDays(until, 1), timeZone)
});

const startOf = (day: LocalDate, timeZone: string): Date =>
	new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
