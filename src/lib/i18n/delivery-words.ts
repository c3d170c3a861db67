import { alone } from './alone';
import { GAVE_UP, OWN_WORDS } from '$lib/domain/delivery/own-words';
import { ERROR_CODES } from '$lib/domain/errors';
import { reasonLabel } from './decision-words';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { errorWords, say } from './words';

/**
 * What stands beside a message that left, or did not: a word of ours, the reasons it was called off
 * for, or the answer of a server as it came.
 */
export function responseWords(response: string, language: Language = getLocale()): string {
	if (response.startsWith(GAVE_UP)) {
		const words = responseWords(response.slice(GAVE_UP.length), language);
		return say('dunning_mail_response_gave_up', { words }, language);
	}
	if (isOneOf(OWN_WORDS, response)) return say(`dunning_mail_response_${response}`, {}, language);
	return (
		reasonWords(response, language) ??
		errorIn(response, language) ??
		lineWords(response, language) ??
		response
	);
}

/** None when one of them is no reason: then it is a sentence of somebody else. */
function reasonWords(response: string, language: Language): string | null {
	const codes = response.split(', ');
	const labels = codes.map((code) => reasonLabel(code, language));
	const known = labels.every((label, at) => label !== alone(`dunning_label_${codes[at]}`));
	return known ? labels.join(', ') : null;
}

const errorIn = (response: string, language: Language): string | null =>
	isOneOf(ERROR_CODES, response) ? errorWords(response, {}, language) : null;

/** What Node says of a line that does not work, in words of what to look at. */
const LINES: [RegExp, string][] = [
	[/ENOTFOUND|EAI_AGAIN|EDNS/, 'not_found'],
	[/ECONNREFUSED/, 'closed'],
	[/ETIMEDOUT|timeout|Greeting never received/i, 'no_answer'],
	[/ECONNRESET|EPIPE|ENETUNREACH|EHOSTUNREACH|Connection closed/i, 'cut'],
	[/certificate|CERT_|wrong version number|SSL routines/i, 'not_trusted'],
	[/^Invalid login|^Missing credentials/, 'login']
];

/** None when a server spoke for itself: what it said stays as it said it. */
function lineWords(response: string, language: Language): string | null {
	const spoke = /^(HTTP )?[245]\d\d\b/.test(response);
	const line = spoke ? undefined : LINES.find(([pattern]) => pattern.test(response));
	const host = /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT) ([\w.-]+)/.exec(response)?.[1];
	return line
		? say(`dunning_mail_line_${line[1]}`, { host: host ? ` (${host})` : '' }, language)
		: null;
}

const isOneOf = (list: readonly string[], word: string): boolean => list.includes(word);
