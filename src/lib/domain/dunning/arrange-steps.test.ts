import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from './arrange-steps';
import { compareScenarios } from './compare-scenarios';
import { anySteps, USUAL, usual } from './scenario-steps.testing';

const keys = (steps: readonly { key: string }[]) => steps.map(({ key }) => key);

describe('the list of steps', () => {
	it('grows at its end, where the last step closes, under a key nobody ever had', () => {
		const added = arrange(USUAL, { kind: 'add' }, ['step_2']);
		expect(added.at(-1)).toMatchObject({ key: 'step_3', opensDays: 91, closesDays: 100 });
	});

	it('takes a copy beside its original', () => {
		expect(keys(arrange(USUAL.slice(0, 2), { kind: 'duplicate', at: 0 }))).toEqual([
			'preventive',
			'preventive_2',
			'courtesy'
		]);
	});

	it('moves a step by one place, and not past an end', () => {
		const three = USUAL.slice(0, 3);
		expect(keys(arrange(three, { kind: 'up', at: 2 }))).toEqual([
			'preventive',
			'reminder',
			'courtesy'
		]);
		expect(arrange(three, { kind: 'down', at: 2 })).toEqual(three);
		expect(arrange(three, { kind: 'up', at: 0 })).toEqual(three);
	});
});

describe('what changed between two versions', () => {
	it('is told step by step', () => {
		const after = [
			usual('reminder', { opensDays: 12 }),
			usual('courtesy'),
			usual('call', { key: 'call_2' })
		];
		expect(
			compareScenarios([usual('courtesy'), usual('reminder'), usual('call')], after)
		).toMatchObject([
			{ kind: 'changed', field: 'opensDays', step: { key: 'reminder' } },
			{ kind: 'added', step: { key: 'call_2' } },
			{ kind: 'removed', step: { key: 'call' } },
			{ kind: 'moved', step: { key: 'reminder' } }
		]);
	});

	it('does not mind in which order the database gives a name back', () => {
		const backwards = Object.fromEntries(Object.entries(usual('call').name).reverse());
		expect(compareScenarios([usual('call')], [usual('call', { name: backwards })])).toEqual([]);
	});
});

describe('properties', () => {
	const place = fc.nat(9);

	it('every key stays unique', () => {
		const what = fc.oneof(
			fc.constant({ kind: 'add' as const }),
			fc.record({ kind: fc.constantFrom('duplicate', 'up', 'down', 'remove'), at: place })
		);
		fc.assert(
			fc.property(anySteps, fc.array(what, { maxLength: 12 }), (steps, presses) => {
				const end = presses.reduce((list, press) => arrange(list, press), [...steps]);
				expect(new Set(keys(end)).size).toBe(end.length);
			})
		);
	});

	it('down undoes up', () => {
		fc.assert(
			fc.property(anySteps, place, (steps, at) => {
				fc.pre(at > 0 && at < steps.length);
				const up = arrange(steps, { kind: 'up', at });
				expect(arrange(up, { kind: 'down', at: at - 1 })).toEqual(steps);
			})
		);
	});

	it('nothing changed between a version and itself, and both ways tell as many steps', () => {
		fc.assert(
			fc.property(anySteps, anySteps, (a, b) => {
				expect(compareScenarios(a, a)).toEqual([]);
				const count = (from: typeof a, to: typeof a, kind: string) =>
					compareScenarios(from, to).filter((change) => change.kind === kind).length;
				expect(count(a, b, 'added')).toBe(count(b, a, 'removed'));
			})
		);
	});
});
