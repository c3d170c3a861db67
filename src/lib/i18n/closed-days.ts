import { addDays, daysBetween, parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import type { Language } from './language';

/** As many as a house may have; a longer period is a slip of the pen. */
const LONGEST_PERIOD_DAYS = 200;
const DAY = /\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}/g;
/** What stands between the first and the last day of a period, in any of our languages. */
const UNTIL = /^(?:[-–—→]|to|until|au|bis|al?|hasta)$/i;

/**
 * Days as a person writes them, day first or `2026-12-24`, one or several a line; two joined by a dash or "to" are the
 * whole period. What cannot be read comes back as it was typed, for the refusal to name it.
 */
export const closedDaysIn = (typed: string): string[] => [
	...new Set(
		typed
			.split(/[\n;,]/)
			.map((line) => line.trim())
			.filter(Boolean)
			.flatMap(daysOfLine)
	)
];

function daysOfLine(line: string): readonly string[] {
	const typed = line.match(DAY) ?? [];
	const days = typed.map(dayOf);
	const between = line.split(DAY).map((words) => words.trim());
	if (!typed.length || days.includes(null) || between[0] || between.at(-1)) return [line];
	const [first, last] = days as LocalDate[];
	if (days.length === 2 && UNTIL.test(between[1]!)) return periodOf(first!, last!) ?? [line];
	return between.some(Boolean) ? [line] : (days as LocalDate[]);
}

function dayOf(typed: string): LocalDate | null {
	const [day = '', month = '', year] = typed.split(/[/.]/);
	return parseLocalDate(year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed);
}

function periodOf(first: LocalDate, last: LocalDate): LocalDate[] | null {
	const days = daysBetween(first, last);
	if (days < 0 || days >= LONGEST_PERIOD_DAYS) return null;
	return Array.from({ length: days + 1 }, (_, day) => addDays(first, day));
}

/** As they are read back: a line per day, or per period of days that follow each other. */
export const closedDaysText = (days: readonly string[], language: Language): string =>
	periodsOf(days.flatMap((day) => parseLocalDate(day) ?? []).sort())
		.map((period) => [...new Set([period[0]!, period.at(-1)!])])
		.map((ends) => ends.map((day) => written(day, language)).join(' – '))
		.join('\n');

function periodsOf(days: readonly LocalDate[]): LocalDate[][] {
	const periods: LocalDate[][] = [];
	for (const day of days) {
		const before = periods.at(-1);
		if (before && addDays(before.at(-1)!, 1) === day) before.push(day);
		else periods.push([day]);
	}
	return periods;
}

const written = (day: LocalDate, language: Language): string =>
	day
		.split('-')
		.reverse()
		.join(language === 'de' ? '.' : '/');
