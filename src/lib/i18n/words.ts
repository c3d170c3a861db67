import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';
import type { Language } from './language';

type Message = (inputs: Record<string, unknown>, options: { locale: Language }) => string;
const messages = m as unknown as Record<string, Message | undefined>;

/**
 * The words of a computed key (`errors_` + code, `disputes_status_` + status). Pages that hydrate use
 * `m.key()` instead, so that the browser only downloads what it shows. The key itself when unknown:
 * the guard on messages makes that impossible for closed lists.
 */
export const say = (
	key: string,
	inputs: Record<string, unknown> = {},
	language: Language = getLocale()
): string => messages[key]?.(inputs, { locale: language }) ?? key;

/** What is wrong, in words; whatever nobody expected carries the number under which it is in the log. */
export function errorWords(
	code: string,
	details: Record<string, string> = {},
	language?: Language
): string {
	const words = say(`errors_${code}`, details, language);
	if (code !== 'unavailable' || !details.reference) return words;
	return `${words} ${say('common_reference', details, language)}.`;
}
