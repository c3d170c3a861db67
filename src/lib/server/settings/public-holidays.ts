import Holidays from 'date-holidays';
import type { LocalDate } from '$lib/domain/calendar';
import type { Language } from '$lib/domain/language';

/** Where somebody works: ISO 3166-1 alpha-2, and the part of ISO 3166-2 after it; empty = all of the country. */
export interface Place {
	country: string;
	region: string;
}

interface Holiday {
	day: LocalDate;
	name: string;
}

const known = new Map<string, Holiday[]>();

/** Days on which nobody there works, by the law of the place. */
export function publicHolidays(place: Place, year: number, language = ''): Holiday[] {
	const { country, region } = place;
	const key = [country, region, year, language].join(' ');
	const found =
		known.get(key) ??
		new Holidays(country, region)
			.getHolidays(year, language || undefined)
			.filter(({ type }) => type === 'public')
			.map(({ date, name }) => ({ day: date.slice(0, 10) as LocalDate, name }));
	known.set(key, found);
	return found;
}

/** Countries whose public holidays are known. */
export const knownCountries = (): string[] => Object.keys(new Holidays().getCountries());

/** Parts of a country with public holidays of their own, as the reader calls them. */
export const regionsOf = (country: string, language: Language): { code: string; name: string }[] =>
	Object.entries(statesOf(country, language))
		.map(([code, name]) => ({ code, name }))
		.sort((one, other) => one.name.localeCompare(other.name, language));

export const isRegion = ({ country, region }: Place): boolean =>
	region === '' || region in statesOf(country);

const statesOf = (country: string, language?: Language): Record<string, string> =>
	new Holidays().getStates(country, language) ?? {};
