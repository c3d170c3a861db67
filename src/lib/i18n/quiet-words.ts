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

/** Of a case that is closed: what follows these days is for the run to say. */
export const quietOnceClosed = (quietUntil: LocalDate, language: Language = getLocale()): string =>
	say('follow_quiet_until_closed', { date: formatDayLong(quietUntil, language) }, language);
