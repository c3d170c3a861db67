import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countHeld, HELD_KINDS } from './held';

test('things are counted by kind, in the order they are shown in', () => {
	expect(countHeld(['delivery', 'contact', 'delivery', 'assignment'])).toEqual([
		{ kind: 'contact', count: 1 },
		{ kind: 'delivery', count: 2 },
		{ kind: 'other', count: 1 }
	]);
});

test('nothing is lost on the way, whatever a table is called', () => {
	const table = fc.oneof(fc.constantFrom<string>(...HELD_KINDS), fc.string());
	fc.assert(
		fc.property(fc.array(table), (tables) => {
			expect(countHeld(tables).reduce((sum, { count }) => sum + count, 0)).toBe(tables.length);
		})
	);
});
