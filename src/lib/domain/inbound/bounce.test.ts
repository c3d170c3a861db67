import { expect, it } from 'vitest';
import { bounceSaid } from './bounce';
import { splitMail } from './raw-mail';

const said = (headers: string, body: string) =>
	bounceSaid(splitMail(`${headers}\r\n\r\n${body}`)).isForGood;

it.each([
	['a report', 'From: postmaster@mx.test', 'Action: failed\r\nStatus: 5.1.1', true],
	[
		'a report that only waits',
		'From: postmaster@mx.test',
		'Action: delayed\r\nStatus: 4.4.1',
		false
	],
	['a server without a report', 'Return-Path: <>\r\nFrom: x@mx.test', 'No such user', true],
	['a daemon', 'From: MAILER-DAEMON@mx.test', 'No such user', true],
	['one that goes on trying', 'From: MAILER-DAEMON@mx.test', 'It will be retried', false],
	['a person called postmaster', 'From: Marc <postmaster@petit.test>', 'Nous contestons', false]
])('%s', (_, headers, body, isForGood) => {
	expect(said(headers, body)).toBe(isForGood);
});
