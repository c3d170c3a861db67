import type { Language } from './language';

/** An instant of today's rules: where summer time is kept, the name covers both halves of the year. */
const TODAYS_RULES = Date.UTC(2026, 0, 1);

/** The clock a day ends by, in words: heure d’Europe centrale / Central European Time. */
export const zoneName = (timeZone: string, language: Language): string =>
	new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' })
		.formatToParts(TODAYS_RULES)
		.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
