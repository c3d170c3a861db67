import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Messages from '../../../src/routes/(desk)/dunning/notices/[id]/Messages.svelte';

/** 00:30 of 1 December in Paris, still November in London. */
const NIGHT = new Date('2026-11-30T23:30:00Z');

const shown = (channel: string, fields: object = {}): string =>
	render(Messages, {
		props: {
			noticeId: 'notice',
			timeZone: 'Europe/Paris',
			customerCode: 'C1',
			mayRun: false,
			maySet: false,
			messages: [
				{
					...{ id: 'message', channel, status: 'sent', to: 'Textiles Brossard' },
					...{ text: null, isWritten: false, sentAt: NIGHT, nextAttemptAt: NIGHT, response: null },
					reports: [{ kind: 'bounced', detail: 'Inconnu à cette adresse', at: NIGHT }],
					...fields
				}
			]
		}
	}).body;

test('of a letter in the post only days are told, in the zone of the company', () => {
	const body = shown('post');
	expect(body.match(/1er déc\. 2026/g)).toHaveLength(2);
	expect(body).not.toMatch(/\d\d:\d\d/);
});

test('of an e-mail the hour is told too, and of one that waits when it is tried again', () => {
	expect(shown('email').match(/00:30/g)).toHaveLength(2);
	const waiting = shown('email', { status: 'retry', sentAt: null, reports: [] });
	expect(waiting).toMatch(/Nouvel essai prévu le[^<]*00:30/);
});
