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

it.each([
	[
		'after a comment in a comment',
		`spf=pass (a (b) "c); dmarc=pass (p=none (d)) header.from=client.test`
	],
	[
		'after a quoted local part',
		`spf=pass smtp.mailfrom="a;b \\" c"@client.test; dmarc=pass header.from=client.test`
	],
	[
		'with a bracket in quotation marks',
		`spf=pass smtp.mailfrom="("@client.test; dmarc=pass header.from=client.test`
	],
	['with its domain in quotation marks', `dmarc=pass header.from="client.test"`],
	[
		'with its reason in quotation marks',
		`dmarc=pass reason="all; is (well" header.from=client.test`
	]
])('a pass is heard %s', (_, words) => {
	const top = `Authentication-Results: ${SERVER}; ${words}`;
	expect(check(`${top}\r\nFrom: ana@client.test`).verified).toBe(true);
});

describe('what a stranger wrote into the verdict vouches for nobody', () => {
	it.each([
		[
			'a quoted local part',
			`spf=pass smtp.mailfrom="; dmarc=pass header.from=client.test; "@evil.test`
		],
		[
			'with quotation marks in it',
			`spf=pass smtp.mailfrom="\\"; dmarc=pass header.from=client.test; \\""@evil.test`
		],
		['a comment in a comment', `spf=fail (a (b) ; dmarc=pass header.from=client.test; )`],
		['a comment with a bracket escaped', `spf=fail (a \\) ; dmarc=pass header.from=client.test; )`],
		[
			'a bracket in quotation marks',
			`spf=fail smtp.mailfrom="(" (; dmarc=pass header.from=client.test; ")")`
		],
		['a quotation mark in a comment', `spf=fail (") smtp.mailfrom="; dmarc=pass; "@evil.test`],
		[
			'a quotation that is never closed',
			`dmarc=pass header.from=client.test; spf=pass smtp.mailfrom="x`
		],
		['a comment that is never closed', `dmarc=pass header.from=client.test; spf=pass (x`],
		['a domain in quotation marks', `dmarc=pass header.from="evil.test"`],
		['a domain of something else in quotation marks', `dmarc=pass header.from="; x"evil.test`],
		['a domain of nothing but quotation marks', `dmarc=pass header.from="; client.test"`]
	])('%s', (_, words) => {
		const top = `Authentication-Results: ${SERVER}; ${words}`;
		expect(check(`${top}\r\nFrom: ana@client.test`)).toMatchObject({
			...{ verified: false, why: 'check_failed' }
		});
	});
});

it.each(['fr.client.test', 'lient.test', 'test'])(
	'a pass for client.test says nothing of %s',
	(domain) => {
		const address = `ana@${domain}`;
		expect(check(`${PASS}\r\nFrom: ${address}`, [address]).verified).toBe(false);
	}
);

it.each([
	'',
	' header.from=test',
	' policy.header.from=client.test',
	' header.from=client.test header.from=x.test'
])('a pass for nobody in particular (%j) is none', (named) => {
	const top = `Authentication-Results: ${SERVER}; dmarc=pass${named}`;
	expect(check(`${top}\r\nFrom: ana@client.test`).verified).toBe(false);
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
