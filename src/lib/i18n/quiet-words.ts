import type { LocalDate } from '$lib/domain/calendar';
import { formatDayLong } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/**
 * How long nobody reminds of what was contested: as long as the case is open, nobody knows the last day, and no
 * page or mail names one.
 */
export const quietWhileOpen = (language: Language = getLocale()): string =>
	say('follow_quiet_open', {}, language);

/** Of a case that is closed; null: reminders go on as usual. */
export const quietOnceClosed = (
	quietUntil: LocalDate | null,
	language: Language = getLocale()
): string =>
	quietUntil
		? say('follow_quiet_until_closed', { date: formatDayLong(quietUntil, language) }, language)
		: say('follow_reminders_go_on', {}, language);
