import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { whyWords, type WhyFacts } from './why-words';

const said = (more: Pick<WhyFacts, 'kind'> & Partial<WhyFacts>) =>
	whyWords(
		{
			...{ alert: null, on: localDate('2026-11-20'), daysLate: null, reference: 'LIT-1' },
			...{ what: null, ...more }
		},
		(key) => `team ${key}`
	).replace(/\s/g, ' ');

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

test('what somebody else is late with says who that is, or which team', () => {
	const late = { kind: 'todo_late', what: 'Reprendre la palette' } as const;
	expect(said({ ...late, owner: { ownerName: 'Karim Benali', ownerTeam: null } })).toContain(
		'pas encore fait par Karim Benali'
	);
	expect(said({ ...late, owner: { ownerName: null, ownerTeam: 'stock' } })).toContain(
		'pas encore fait par team stock'
	);
});
