import { byLanguage, FIRST_LANGUAGE, type Language } from '$lib/domain/language';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { publicHolidays, type Place } from './public-holidays';
import { organisationOf } from './queries';

export interface ClosedDay {
	day: LocalDate;
	/** Of a public holiday, in the words of the reader; null for a closure of the company. */
	name: Record<Language, string> | null;
}

/** The days of the coming year on which nothing leaves, weekends apart. */
export async function nextClosedDays(unit: Unit<Scope>, most = 14): Promise<ClosedDay[]> {
	const { closures, ...place } = await organisationOf(unit);
	const year = Number(unit.today.slice(0, 4));
	const holidays = [year, year + 1].flatMap((each) => namedHolidays(place, each));
	const own = closures.map((day) => ({ day: day as LocalDate, name: null }));
	return [...holidays, ...own]
		.filter(({ day }) => day >= unit.today)
		.sort((a, b) => (a.day < b.day ? -1 : 1))
		.slice(0, most);
}

/** The same days in the same order, whatever the language. */
function namedHolidays(place: Place, year: number): ClosedDay[] {
	const named = byLanguage((language) => publicHolidays(place, year, language));
	return named[FIRST_LANGUAGE].map(({ day }, at) => ({
		day,
		name: byLanguage((language) => named[language][at]!.name)
	}));
}
