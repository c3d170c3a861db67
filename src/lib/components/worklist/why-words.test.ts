import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { whyWords, type WhyFacts } from './why-words';

const said = (more: Pick<WhyFacts, 'kind'> & Partial<WhyFacts>) =>
	whyWords({
		...{ alert: null, on: localDate('2026-11-20'), daysLate: null, reference: 'LIT-1', what: null },
		...more
	}).replace(/\s/g, ' ');

test('a task stands within its sentence, and a name keeps its dot', () => {
	expect(said({ kind: 'todo', what: 'Reprendre la palette. ' })).toBe(
		'Litige LIT-1 : Reprendre la palette, pour le 20 nov. 2026'
	);
	expect(said({ kind: 'decide', what: 'Transports X S.A.' })).toContain('Transports X S.A. ');
});

test('a promise says who took it down, and of a customer’s own that it is his', () => {
	expect(said({ kind: 'promise_decide', what: 'Emma Clarke' })).toContain('notée par Emma Clarke');
	expect(said({ kind: 'promise_decide', what: null })).toBe(
		'Promesse du client pour le 20 nov. 2026 : à accepter ou à refuser'
	);
});
