import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triedTogether } from './tried-together';

const grouped = (rows: string[][]) =>
	triedTogether([...rows.entries()], ([, shared]) => shared).map((group) =>
		group.map(([at]) => at)
	);

test('rows that share something are together, also through others; whoever shares nothing is alone', () => {
	expect(grouped([['a'], ['b'], [], ['a', 'c'], ['c'], []])).toEqual([[0, 3, 4], [1], [2], [5]]);
	expect(grouped([['a'], ['b'], ['a', 'b']])).toEqual([[0, 1, 2]]);
	expect(grouped([])).toEqual([]);
});

test('every row is in one group, in its order, with every row it shares something with, however many they are', () => {
	const keys = fc.constantFrom(...'abcdefghijklmnop');
	const rows = fc.array(fc.array(keys, { maxLength: 3 }), { maxLength: 80 });
	fc.assert(
		fc.property(rows, (all) => {
			const groups = grouped(all);
			expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...all.keys()]);
			const groupOf = new Map(groups.flatMap((group) => group.map((at) => [at, group] as const)));
			for (const group of groups) expect(group).toEqual(group.toSorted((a, b) => a - b));
			for (const [at, shared] of all.entries())
				for (const [other, theirs] of all.entries())
					if (shared.some((key) => theirs.includes(key)))
						expect(groupOf.get(at)).toBe(groupOf.get(other));
		})
	);
});
