import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triedTogether } from './tried-together';

const grouped = (rows: string[][], most = 50) =>
	triedTogether([...rows.entries()], ([, shared]) => shared, most).map((group) =>
		group.map(([at]) => at)
	);

test('rows that share something are together, also through others; whoever shares nothing is alone', () => {
	expect(grouped([['a'], ['b'], [], ['a', 'c'], ['c'], []])).toEqual([[0, 3, 4], [1], [2], [5]]);
	expect(grouped([['a'], ['b'], ['a', 'b']])).toEqual([[0, 1, 2]]);
	expect(grouped([['a'], ['a'], ['a']], 2)).toEqual([[0, 1], [2]]);
	expect(grouped([])).toEqual([]);
});

test('every row is in one group, in its order, and no group is longer than it may be', () => {
	const rows = fc.array(fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 3 }));
	fc.assert(
		fc.property(rows, fc.integer({ min: 1, max: 9 }), (all, most) => {
			const groups = grouped(all, most);
			expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...all.keys()]);
			for (const group of groups) {
				expect(group.length).toBeLessThanOrEqual(most);
				expect(group).toEqual(group.toSorted((a, b) => a - b));
			}
			const whole = grouped(all, Infinity);
			for (const [at, shared] of all.entries())
				for (const [other, theirs] of all.entries())
					if (shared.some((key) => theirs.includes(key)))
						expect(whole.find((group) => group.includes(at))).toContain(other);
		})
	);
});
