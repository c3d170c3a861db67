import { DOMAINS } from 'free-email-domains-list/build/src/constants.js';

/** Names under which the same provider gives addresses in every country: the list knows most, not all. */
const EVERYWHERE =
	/@(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|gmx|protonmail|zoho|yandex|wanadoo|numericable|bbox|libertysurf|aliceadsl|club-internet|talktalk)\.(com|fr|net|org|me|de|eu|co\.uk|uk|be|ch|at|es|it|ru)$/i;

/** Providers the list does not have. */
const BESIDES = new Set(['mailbox.org', 'movistar.es']);

/** Where anybody gets an address (a kept list, docs/decisions/free-mail.md): sharing it makes nobody a colleague. */
export function isFreeMail(email: string): boolean {
	const plain = email.trim().toLowerCase();
	const domain = plain.slice(plain.lastIndexOf('@') + 1);
	return DOMAINS.has(domain) || BESIDES.has(domain) || EVERYWHERE.test(plain);
}
