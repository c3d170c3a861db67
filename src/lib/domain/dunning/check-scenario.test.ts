import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario, isPublishable, isUpsideDown } from './check-scenario';
import { chooseStep, stepsFor } from './due-step';
import { EVERY_DAY } from './facts.testing';
import type { Leader } from './leader';
import { anySteps, USUAL, usual } from './scenario-steps.testing';
import { placed, type DraftStep } from './step-schema';
import { localDate } from '$lib/domain/calendar';

const codes = (...steps: DraftStep[]) => checkScenario(steps).map(({ code, at }) => [code, at]);
const email = (key: string, opensDays: number, closesDays: number, more: Partial<DraftStep> = {}) =>
	usual('reminder', { key, opensDays, closesDays, ...more });

describe('a draft', () => {
	it('like the usual scenario may be published as it is', () => {
		expect(checkScenario(USUAL)).toEqual([]);
	});

	it('without any step in use says nothing to anybody', () => {
		expect(codes()).toEqual([['empty', undefined]]);
		expect(codes(usual('reminder', { disabled: true }))).toEqual([['empty', undefined]]);
	});

	it('keeps each key for one step, and each step named in both languages', () => {
		expect(codes(email('a', 2, 9), email('a', 10, 19))).toEqual([['duplicate_key', 1]]);
		expect(codes(email('a', 2, 9, { name: { fr: 'Relance', en: ' ' } }))).toEqual([['no_name', 0]]);
	});

	it.each([
		['after_due', 10, 9],
		['after_due', 0, 0],
		['before_due', 5, 15],
		['before_due', 0, 0]
	] as const)('%s does not open on day %i to close on day %i', (phase, opensDays, closesDays) => {
		expect(codes(email('a', opensDays, closesDays, { phase }))).toContainEqual([
			'window_upside_down',
			0
		]);
	});

	it('asks for no negative minimum', () => {
		expect(codes(email('a', 2, 9, { minimumMinor: -1 }))).toEqual([['negative_minimum', 0]]);
	});

	it('does not begin with a formal word: what came before the due date reproached nothing', () => {
		expect(codes(usual('formal_notice'))).toEqual([['formal_comes_first', 0]]);
		expect(codes(usual('preventive'), usual('formal_notice'))).toEqual([['formal_comes_first', 1]]);
		expect(codes(usual('reminder'), usual('formal_notice'))).toEqual([]);
		const forSome = usual('reminder', { onlyGroups: ['Export'] });
		expect(codes(forSome, usual('formal_notice'))).toEqual([['formal_comes_first', 1]]);
	});

	it('has nothing after the lawyers', () => {
		const late = email('late', 60, 80);
		expect(codes(usual('reminder'), usual('legal'), late)).toEqual([['after_legal', 2]]);
	});

	it('has no step whose days all belong to a later one', () => {
		expect(codes(email('a', 5, 10), email('b', 5, 20))).toEqual([['never_taken', 0]]);
		expect(codes(email('a', 5, 10), email('b', 6, 20))).toEqual([]);
		expect(codes(email('a', 5, 10), email('b', 5, 20, { onlyGroups: ['Export'] }))).toEqual([]);
	});

	it('names templates that are there, and groups somebody belongs to', () => {
		const steps = [email('a', 5, 10, { template: 'our-own', onlyGroups: ['Export'] })];
		const known = { templates: new Set(['our-own']), groups: new Set(['Export', '']) };
		const unknown = { templates: new Set(['other']), groups: new Set(['Retail']) };
		expect(checkScenario(steps, known)).toEqual([]);
		expect(checkScenario(steps, unknown).map(({ code, blocking }) => [code, blocking])).toEqual([
			['no_template', true],
			['nobody_in_group', false]
		]);
		expect(checkScenario([email('a', 5, 10)], unknown)).toEqual([]);
	});

	it('is warned of what may be meant', () => {
		const warned = checkScenario([
			email('b', 20, 29),
			email('a', 10, 11, { onStaleData: 'send' }),
			email('c', 40, 50, { tone: 'formal' })
		]);
		expect(warned.map(({ code, at }) => [code, at])).toEqual([
			['out_of_order', 0],
			['window_may_be_closed', 1],
			['sends_without_data', 1],
			['formal_without_look', 2]
		]);
		expect(isPublishable(warned)).toBe(true);
	});
});

describe('properties', () => {
	it('every verdict points at a step that is in use', () => {
		fc.assert(
			fc.property(anySteps, (steps) => {
				for (const { at } of checkScenario(steps))
					if (at !== undefined) expect(steps[at]).toMatchObject({ disabled: false });
			})
		);
	});

	it('switching a step off removes what was said about it', () => {
		fc.assert(
			fc.property(anySteps, fc.nat(7), (steps, at) => {
				const off = steps.map((step, place) => (place === at ? { ...step, disabled: true } : step));
				expect(checkScenario(off).filter((verdict) => verdict.at === at)).toEqual([]);
			})
		);
	});

	it('what is called never taken, the engine never takes, on any day, for anybody', () => {
		const leader = { invoiceId: 'i', number: 'F', dueOn: localDate('2026-03-09') };
		fc.assert(
			fc.property(anySteps, fc.constantFrom('', 'Export', 'Public'), (steps, group) => {
				const never = checkScenario(steps).filter(({ code }) => code === 'never_taken');
				const keys = never.map(({ at }) => steps[at!]!.key);
				const scenario = stepsFor({
					scenario: placed(steps).map((step) => ({ ...step, id: step.key })),
					customer: { customerId: 'c', directDebit: false, legalStage: false, group }
				}).filter((step) => !isUpsideDown(step));
				const told = { history: [], calendar: EVERY_DAY };
				const taken = DAYS.map(
					(daysLate) => chooseStep({ ...leader, daysLate } as Leader, scenario, told).step?.key
				);
				expect(keys.filter((key) => taken.includes(key))).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});
});

const DAYS = Array.from({ length: 121 }, (_, day) => day - 60);
