import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import Heard from './Heard.svelte';

const handled = { handledAt: new Date(0), handledBy: 'Karim' };
const messageOf = (more = {}) => ({
	...{ id: 'm1', kind: 'question' as const, body: 'Où en est-on ?', at: new Date(0), by: 'Ana' },
	...{ byEmail: 'ana@example.com', handledAt: null, handledBy: null, handledNote: '' },
	...{ numbers: [], files: [], ...more }
});
const claimOf = (more = {}) => ({
	...{ id: 'c1', paidOn: localDate('2026-03-02'), amountMinor: 100n, currency: 'EUR' },
	...{ reference: '', note: '', by: 'Ana', byEmail: 'ana@example.com', at: new Date(0) },
	...{ verdict: null, decidedBy: null, decisionNote: '', invoices: [], untilOn: null },
	...{ files: [], ...more }
});
const refused = (values: Record<string, string>) => ({
	refusal: { code: 'conflict', details: {}, field: null, hadFiles: false },
	values
});
const page = ({
	message = {},
	claim = {},
	sent
}: {
	message?: object;
	claim?: object;
	sent: Record<string, string>;
}) =>
	render(Heard, {
		props: {
			...{ claims: [claimOf(claim)], messages: [messageOf(message)], code: 'C-1' },
			...{ role: 'admin' as const, timeZone: 'UTC', form: refused(sent) }
		}
	}).body;
/** Of all that is on it, how often something is said to be wrong. */
const problems = (body: string) => body.match(/id="problem"/g)?.length ?? 0;

describe('an answer to a customer’s question that is refused', () => {
	const sent = { action: 'answerMessage', messageId: 'm1', answer: 'Vous serez payé lundi.' };

	test('stays in its field', () => {
		const body = page({ sent });
		expect(body).toMatch(/name="answer"[^>]*>Vous serez payé lundi\.</);
		expect(body).toMatch(/<a href="#answer-m1">/);
		expect(problems(body)).toBe(1);
	});

	test('is not lost where a colleague handled it meanwhile', () => {
		const body = page({ message: handled, sent });
		expect(body).not.toContain('action="?/answerMessage"');
		expect(body).toMatch(/id="kept-m1"[^>]*readonly[^>]*>Vous serez payé lundi\.</);
		expect(body).toContain('Quelqu’un a modifié ceci');
		expect(problems(body)).toBe(1);
	});

	test('is kept on the device while it is written', () => {
		expect(page({ sent })).toContain('data-draft="answer-m1"');
	});
});

test('"handled" that is refused is no fault of the empty answer', () => {
	const body = page({ sent: { action: 'handleMessage', messageId: 'm1' } });
	expect(body).not.toContain('aria-invalid');
	expect(body).not.toContain('href="#answer-m1"');
	expect(problems(body)).toBe(1);
});

test('a word to whoever says he has paid is not lost, whether it can still be sent or not', () => {
	const sent = { action: 'answerClaim', claimId: 'c1', note: 'Rien reçu.' };
	expect(page({ sent })).toMatch(/name="note"[^>]*value="Rien reçu\."/);
	expect(problems(page({ sent }))).toBe(1);
	const answered = page({ claim: { verdict: 'found', decidedBy: 'Karim' }, sent });
	expect(answered).toMatch(/id="kept-c1"[^>]*readonly[^>]*>Rien reçu\.</);
	expect(problems(answered)).toBe(1);
});
