import { getLocale } from './paraglide/runtime';
import type { Language } from './language';
import { say } from './words';
import { zoneName } from './zone-name';

interface Between {
	creditor: string;
	timeZone: string;
}

/** What a customer undertakes with a promise: the form shows these lines before he sends it, and they are kept. */
export const pledgeTerms = (
	{ creditor, timeZone }: Between,
	language: Language = getLocale()
): string[] =>
	['owed', 'pay', 'stops', 'undecided'].map((key) =>
		say(`pledge_term_${key}`, { creditor, zone: zoneName(timeZone, language) }, language)
	);
