import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../calendar';
import { canMove, DISPUTE_STATUSES } from './lifecycle';
import { OUTCOMES, VERDICTS } from './schema';
import {
	isAsked,
	isPutInOrder,
	isTaskLate,
	isTaskOf,
	keptOpenBy,
	MOST_TASKS,
	suggestedIn
} from './tasks';
import { TEAMS } from './teams';

const TODAY = localDate('2026-03-03');

test('a case is closed once no task is open', () => {
	expect(keptOpenBy({ openTasks: 1 })).toBe('tasks_open');
	expect(keptOpenBy({ openTasks: 0 })).toBeNull();
});

test.each([
	['valid', 'replacement', 1, true],
	['partly_valid', 'credit_partial', 2, true],
	['invalid', 'goodwill', 1, true],
	['invalid', 'no_action', 1, false],
	['valid', 'credit_full', 0, false]
] as const)('%s, %s with %i tasks is put in order: %s', (verdict, outcome, openTasks, said) => {
	expect(isPutInOrder({ verdict, outcome, openTasks })).toBe(said);
});

test('a task is late from the day after, and never once it ended', () => {
	expect(isTaskLate({ dueOn: TODAY, endedAt: null }, TODAY)).toBe(false);
	expect(isTaskLate({ dueOn: localDate('2026-03-02'), endedAt: null }, TODAY)).toBe(true);
	expect(isTaskLate({ dueOn: localDate('2026-03-02'), endedAt: new Date(0) }, TODAY)).toBe(false);
});

describe('whose a task is', () => {
	const karim = { id: 'karim', team: 'logistics', represents: ['lea'] };
	test.each([
		['karim', null, true],
		['lea', null, true],
		['marc', null, false],
		[null, 'logistics', true],
		[null, 'sales', false]
	] as const)('of %s or team %s: %s', (ownerId, ownerTeam, his) => {
		expect(isTaskOf({ ownerId, ownerTeam }, karim)).toBe(his);
	});
	test('nobody without a team has the tasks of one', () => {
		for (const ownerTeam of TEAMS)
			expect(isTaskOf({ ownerId: null, ownerTeam }, { id: 'x', team: '', represents: [] })).toBe(
				false
			);
	});
});

test('suggestions are read in the language of whoever reads, else in that of the house', () => {
	const lists = { fr: 'Remplacer la marchandise\n\n Corriger le tarif ', en: 'Replace the goods' };
	expect(suggestedIn(lists, 'en', 'fr')).toEqual(['Replace the goods']);
	expect(suggestedIn(lists, 'de', 'fr')).toEqual(['Remplacer la marchandise', 'Corriger le tarif']);
	expect(suggestedIn({}, 'fr', 'fr')).toEqual([]);
});

describe('properties', () => {
	test('nobody is asked for a task while the case may still be decided', () => {
		for (const status of DISPUTE_STATUSES)
			expect(isAsked(status)).toBe(!canMove(status, 'decided'));
	});
	test('what is put in order is never a plain refusal, and always keeps the case open', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...VERDICTS),
				fc.constantFrom(...OUTCOMES),
				fc.nat({ max: MOST_TASKS }),
				(verdict, outcome, openTasks) => {
					if (!isPutInOrder({ verdict, outcome, openTasks })) return;
					expect(keptOpenBy({ openTasks })).toBe('tasks_open');
					expect(verdict === 'invalid' && outcome !== 'goodwill').toBe(false);
				}
			)
		);
	});
	test('suggestions are lines with words, as many as a form can ask about', () => {
		fc.assert(
			fc.property(fc.string(), (fr) => {
				const lines = suggestedIn({ fr }, 'fr', 'fr');
				expect(lines.length).toBeLessThan(MOST_TASKS);
				expect(lines.every((line) => line.trim() === line && line !== '')).toBe(true);
			})
		);
	});
});
