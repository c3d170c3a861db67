import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import CaseRemainder from './CaseRemainder.svelte';

const GO_ON = 'Les relances suivent leur cours';
const QUIET = 'Aucune relance jusqu’au lundi 9 mars inclus';

const nothing = money(0n, 'EUR');
const found = {
	stillDue: money(12_000n, 'EUR'),
	dueOn: localDate('2026-02-20'),
	promised: nothing,
	quietUntil: null
};
const said = (more: object = {}) =>
	render(CaseRemainder, {
		props: { found, today: localDate('2026-03-05'), payAt: '/p/link/pay', closed: true, ...more }
	}).body.replace(/<[^>]*>/g, '');

test('of a closed case he reads that reminders go on where the run reminds, and nothing of them elsewhere', () => {
	expect(said({ isReminded: true })).toContain(GO_ON);
	expect(said({ isReminded: false })).not.toMatch(/relance/i);
	expect(said({ isReminded: true, contested: false })).not.toMatch(/relance/i);
});

test('within the quiet days he reads until when nobody reminds him, not that reminders go on', () => {
	const quiet = { found: { ...found, quietUntil: localDate('2026-03-09') } };
	expect(said({ ...quiet, isReminded: true })).toContain(QUIET);
	expect(said({ ...quiet, isReminded: true })).not.toContain(GO_ON);
});

test('while it is open, and once nothing is left, nothing is said of reminders that go on', () => {
	expect(said({ isReminded: true, closed: false })).not.toContain(GO_ON);
	const paid = { ...found, stillDue: nothing };
	expect(said({ found: paid, isReminded: true })).not.toMatch(/relance/i);
});
