import { getLocale } from './paraglide/runtime';
import type { Language } from './language';
import { say } from './words';
import { zoneName } from './zone-name';

interface Between {
	creditor: string;
	timeZone: string;
	/** Working days after a promised one on which its money is still waited for. */
	graceDays: number;
}

/** What a customer undertakes with a promise: the form shows these lines before he sends it, and they are kept. */
export const pledgeTerms = (
	{ creditor, timeZone, graceDays }: Between,
	language: Language = getLocale()
): string[] =>
	['owed', 'pay', stopsFor(graceDays), 'undecided'].map((key) =>
		say(
			`pledge_term_${key}`,
			{ creditor, days: graceDays, zone: zoneName(timeZone, language) },
			language
		)
	);

/** Nothing is asked for before the last of those days is over. */
function stopsFor(graceDays: number): string {
	if (graceDays === 0) return 'stops';
	return graceDays === 1 ? 'stops_one' : 'stops_many';
}
