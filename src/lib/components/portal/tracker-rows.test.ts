import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { DISPUTE_SOURCES } from '$lib/domain/disputes/schema';
import type { Tracker, TrackerStep } from '$lib/domain/disputes/tracker';
import { LANGUAGES } from '$lib/i18n/language';
import { rowsOf } from './tracker-rows';

const day = localDate('2026-03-02');
const step = (key: TrackerStep['key'], state: TrackerStep['state']): TrackerStep => ({
	key,
	state,
	on: state === 'todo' ? null : day,
	who: state === 'todo' ? null : key === 'received' ? 'customer' : 'logistics'
});
const checked: Tracker = {
	teamLabels: null,
	steps: [
		step('received', 'done'),
		step('assigned', 'done'),
		step('checking', 'current'),
		step('decision', 'todo'),
		step('closed', 'todo')
	],
	yourReplyNeeded: false,
	withdrawn: false,
	reopenedOn: null,
	goesOnIn: null,
	waitsFor: null,
	late: false,
	answerDueOn: localDate('2026-03-09'),
	suspended: null,
	next: { on: localDate('2026-03-09'), what: '' },
	missed: null
};
const row = (key: string, tracker: Tracker, language: 'fr' | 'en' = 'fr', source = 'portal') =>
	rowsOf(tracker, source as 'portal', language).find((one) => one.key === key)!;

describe('a step to come', () => {
	test('says the day promised for the decision, and for no other step', () => {
		expect(row('decision', checked).detail).toBe('au plus tard le 9 mars 2026');
		expect(row('decision', checked, 'en').detail).toBe('by 9 Mar 2026');
		expect(row('closed', checked).detail).toBe('');
	});

	test('of a decided case, the day by which it is done', () => {
		const decided = { ...checked, steps: checked.steps.with(3, step('decision', 'current')) };
		expect(row('closed', decided).detail).toBe('au plus tard le 9 mars 2026');
	});

	test('promises nothing where no day is ahead', () => {
		expect(row('decision', { ...checked, next: null, late: true }).detail).toBe('');
	});
});

test('the step that runs says what nobody can go on without, and a decision that is made runs no more', () => {
	expect(row('checking', { ...checked, waitsFor: 'signature' }).detail).toContain(
		'une décision est prête, elle attend une signature'
	);
	expect(row('decision', { ...checked, waitsFor: 'signature' }).detail).not.toContain('signature');
	const decided = { ...checked, steps: checked.steps.with(3, step('decision', 'current')) };
	expect(row('decision', decided).stateWords).toBe('prise, elle est mise en œuvre');
});

test('while the customer is waited for, the current step says so instead of going on', () => {
	const waiting: Tracker = { ...checked, yourReplyNeeded: true, next: null };
	expect(row('checking', waiting)).toMatchObject({ state: 'needed', name: 'À vous de répondre' });
	expect(row('assigned', waiting)).toMatchObject({ state: 'done', name: 'Prise en charge' });
	expect(row('checking', checked)).toMatchObject({ state: 'current', name: 'Vérification' });
});

test.each(LANGUAGES)('the first step says how it reached us (%s)', (language) => {
	const said = DISPUTE_SOURCES.map((source) => rowsOf(checked, source, language)[0]!.detail);
	// Two names for the same letter.
	expect(new Set(said).size).toBe(DISPUTE_SOURCES.length - 1);
	expect(said.join()).not.toMatch(/portal_/);
});

test('what was told by telephone does not read like something he sent', () => {
	expect(row('received', checked).detail).toBe('2 mars 2026 · par vous, en ligne');
	expect(row('received', checked, 'fr', 'phone').detail).toBe(
		'2 mars 2026 · par téléphone, notée par nos soins'
	);
});

test('a case that is over has nothing to come', () => {
	const steps = [step('received', 'done'), step('decision', 'todo'), step('closed', 'done')];
	const over = rowsOf({ ...checked, steps, withdrawn: true }, 'portal', 'fr');
	expect(over.map(({ name }) => name)).toEqual(['Reçue', 'Retirée à votre demande']);
});

test('a team the house named itself is told as it calls it', () => {
	const steps = checked.steps.map((step) => (step.on ? { ...step, who: 'team' } : step));
	const named = { ...checked, steps, teamLabels: { fr: 'Quai 4', en: 'Dock 4' } };
	expect(row('assigned', named).detail).toContain('par notre équipe Quai 4');
	expect(row('assigned', named, 'en').detail).toContain('by our Dock 4 team');
});

test('a case that was opened again is checked anew from that day on', () => {
	const again = { ...checked, reopenedOn: localDate('2026-03-05') };
	expect(row('checking', again).detail).toContain('rouvert le 5 mars 2026');
	expect(row('assigned', again).detail).not.toContain('rouvert');
	expect(row('checking', checked).detail).not.toContain('rouvert');
});
