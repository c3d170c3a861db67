import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded } from './folded';

test('the first rows of a section are read at once, and one row is never folded alone', () => {
	expect(folded([1, 2, 3, 4, 5, 6]).rest).toEqual([]);
	expect(folded([1, 2, 3, 4, 5, 6, 7])).toEqual({ first: [1, 2, 3, 4, 5], rest: [6, 7] });
});

test('nothing is lost, and the order stays', () => {
	fc.assert(
		fc.property(fc.array(fc.integer()), (rows) => {
			const { first, rest } = folded(rows);
			expect([...first, ...rest]).toEqual(rows);
			expect(rest).not.toHaveLength(1);
		})
	);
});
