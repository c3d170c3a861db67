import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import CaseOwed from './CaseOwed.svelte';

const owed = { on: localDate('2026-03-05'), dueOn: localDate('2026-03-11'), isMissed: false };
const due = { reminded: money(12_000n, 'EUR'), quietUntil: null, disputable: ['invoice-1'] };
const pageOf = (more: object = {}) =>
	render(CaseOwed, { props: { base: '/p/link', owed, meanwhile: null, ...more } }).body;
const said = (more: object) =>
	pageOf(more)
		.replace(/<[^>]*>/g, '')
		.replace(/\s+/g, ' ');

test('who wrote after a decision reads by when he is answered, and that a day was missed', () => {
	expect(said({})).toContain('nous vous répondons au plus tard le mercredi 11 mars');
	expect(said({ owed: { ...owed, isMissed: true } })).toContain(
		'nous la devions pour le mercredi 11 mars'
	);
	expect(said({})).not.toContain('relance');
});

test('of a closed case he reads that reminders go on meanwhile, and what stops them', () => {
	expect(said({ meanwhile: due })).toContain('les relances continuent pour les 120,00 €');
	expect(pageOf({ meanwhile: due })).toContain('/p/link/disputes/new?');
	expect(pageOf({ meanwhile: { ...due, disputable: [] } })).not.toContain('/disputes/new');
});

test('and only once the quiet days after the end are over', () => {
	const meanwhile = { ...due, quietUntil: localDate('2026-03-09') };
	expect(said({ meanwhile })).toContain('n’est pas relancé jusqu’au lundi 9 mars inclus');
});

test('whoever is left alone reads nothing of reminders, only what he may do', () => {
	for (const quietUntil of [null, localDate('2026-03-09')]) {
		const meanwhile = { ...due, reminded: null, quietUntil };
		expect(said({ meanwhile })).not.toMatch(/les relances|relancé jusqu/);
		expect(said({ meanwhile })).toContain('contestez de nouveau');
	}
});
