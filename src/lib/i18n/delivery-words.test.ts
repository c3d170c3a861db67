import { describe, expect, test } from 'vitest';
import { GAVE_UP, OWN_WORDS } from '$lib/domain/delivery/own-words';
import { DECISION_REASONS } from '$lib/domain/dunning/decision';
import { responseWords } from './delivery-words';
import { LANGUAGES } from './language';

/** Why a message is called off, beside the reasons of a decision. */
const CALLED_OFF = [
	'settled',
	'contact_changed',
	'amount_changed',
	'message_not_sent',
	'skipped',
	'taken_back',
	'run_cancelled',
	'contact_removed',
	'contact_moved',
	'person_erased',
	'link_ended',
	'follower_ended',
	'question_over',
	'account_closed'
];

describe('what stands beside a message', () => {
	test.each(LANGUAGES)('is never a code of ours (%s)', (language) => {
		const reasons = [...DECISION_REASONS, ...CALLED_OFF];
		const alone = [...OWN_WORDS, ...reasons];
		const kept = [...alone, ...alone.map((code) => GAVE_UP + code), reasons.join(', ')];
		for (const response of kept)
			expect(responseWords(response, language)).not.toMatch(/[a-z]_[a-z]|undefined|\{/);
		expect(alone.filter((code) => responseWords(code, language) === code)).toEqual([]);
	});

	test('names each reason it was called off for', () => {
		expect(responseWords('disputed, amount_changed', 'en')).toBe(
			'In dispute, Amounts changed meanwhile'
		);
		expect(responseWords('outside_window', 'fr')).toBe('Hors des heures d’envoi');
		expect(responseWords('unavailable', 'en')).not.toBe('unavailable');
	});

	test('is otherwise what the server said, as it said it', () => {
		expect(responseWords('550 5.1.1 No such user, disputed', 'fr')).toBe(
			'550 5.1.1 No such user, disputed'
		);
		expect(responseWords(`${GAVE_UP}421 busy`, 'en')).toContain('421 busy');
		expect(responseWords('421 timeout exceeded', 'en')).toBe('421 timeout exceeded');
		expect(responseWords('HTTP 502 ECONNREFUSED', 'en')).toBe('HTTP 502 ECONNREFUSED');
	});

	test.each([
		['getaddrinfo ENOTFOUND smtp.exmaple.com', /cannot be found.*spelt/],
		['connect ECONNREFUSED 127.0.0.1:25', /accepts no connection/],
		['Connection timeout', /did not answer in time/],
		['read ECONNRESET', /was cut/],
		['self-signed certificate in certificate chain', /not safe/],
		['Invalid login: 535 5.7.8 Authentication failed', /user name or the password/]
	])('says in words what is wrong with the line: %s', (response, expected) => {
		expect(responseWords(response, 'en')).toMatch(expected);
		expect(responseWords(response, 'fr')).not.toMatch(/E[A-Z]{4,}|undefined|\{/);
	});

	test('names the server that cannot be found', () => {
		expect(responseWords('getaddrinfo ENOTFOUND smtp.exmaple.com', 'fr')).toMatch(
			/^Le serveur \(smtp\.exmaple\.com\) est introuvable/
		);
	});
});
