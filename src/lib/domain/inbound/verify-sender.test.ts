import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMail } from './raw-mail';
import { verifySender } from './verify-sender';

const SERVER = 'mx.creancier.test';
const PASS = `Authentication-Results: ${SERVER}; spf=pass; dmarc=pass (p=none) header.from=client.test`;
const check = (
	headers: string,
	parsed = ['ana@client.test'],
	server: string | undefined = SERVER
) => verifySender(splitMail(`${headers}\r\n\r\nx`), parsed, server);

it('our server vouches for the one mailbox in the one From', () => {
	expect(check(`${PASS}\r\nFrom: Ana Petit <Ana@client.test>`)).toEqual({
		address: 'ana@client.test',
		verified: true
	});
});

it('a sub-domain is vouched for by its organisation', () => {
	expect(check(`${PASS}\r\nFrom: ana@fr.client.test`, ['ana@fr.client.test']).verified).toBe(true);
});

describe('nobody is believed', () => {
	it.each([
		[
			'two From headers',
			`${PASS}\r\nFrom: ana@client.test\r\nFrom: evil@x.test`,
			'several_senders'
		],
		['two mailboxes', `${PASS}\r\nFrom: ana@client.test, evil@x.test`, 'several_senders'],
		[
			'an address in the name',
			`${PASS}\r\nFrom: "ana@client.test" <evil@x.test>`,
			'several_senders'
		],
		['no From', PASS, 'several_senders'],
		['a group', `${PASS}\r\nFrom: Us: ana@client.test;`, 'several_senders'],
		['nothing checked', 'From: ana@client.test', 'not_checked'],
		[
			'another server on top',
			`Authentication-Results: mx.evil.test; dmarc=pass\r\n${PASS}\r\nFrom: ana@client.test`,
			'not_checked'
		],
		[
			'a failure on top, a forged pass below',
			`Authentication-Results: ${SERVER}; dmarc=fail header.from=client.test\r\n${PASS}\r\nFrom: ana@client.test`,
			'check_failed'
		],
		[
			'a pass in a comment only',
			`Authentication-Results: ${SERVER}; dmarc=fail (dmarc=pass)\r\nFrom: ana@client.test`,
			'check_failed'
		],
		[
			'a pass for another domain',
			`Authentication-Results: ${SERVER}; dmarc=pass header.from=evil.test\r\nFrom: ana@client.test`,
			'check_failed'
		],
		[
			'two verdicts',
			`Authentication-Results: ${SERVER}; dmarc=fail; dmarc=pass\r\nFrom: ana@client.test`,
			'check_failed'
		],
		[
			'SPF alone',
			`Authentication-Results: ${SERVER}; spf=pass\r\nFrom: ana@client.test`,
			'check_failed'
		]
	])('%s', (_, headers, why) => {
		expect(check(headers)).toMatchObject({ verified: false, why });
	});

	it('where the parser reads another address than stands there', () => {
		expect(check(`${PASS}\r\nFrom: ana@client.test`, ['evil@x.test']).verified).toBe(false);
	});

	it('while nobody said which server is ours', () => {
		const sender = verifySender(
			splitMail(`${PASS}\r\nFrom: ana@client.test\r\n\r\nx`),
			['ana@client.test'],
			undefined
		);
		expect(sender).toMatchObject({ verified: false, why: 'no_server_named' });
	});
});

it('without a pass on top nothing else in the headers makes anybody verified', () => {
	const line = fc.stringMatching(/^(?:X-A|Received|Authentication-Results|ARC-Seal): [ -~]{0,60}$/);
	fc.assert(
		fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
			const top = `Authentication-Results: ${SERVER}; dmarc=fail header.from=client.test`;
			const text = [top, ...lines, PASS, 'From: ana@client.test'].join('\r\n');
			expect(check(text).verified).toBe(false);
		})
	);
});
