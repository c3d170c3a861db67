import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, FILTER_FIELDS, filterIn, isSameFilter } from './queue-filter';

test('of an address only what is a filter is kept, and nothing that is empty', () => {
	const said = new URLSearchParams('view=late&q=+palette+&page=3&lang=en&reason=&done=save');
	expect(filterIn(said)).toEqual({ view: 'late', q: 'palette' });
	expect(addressOf({})).toBe('/disputes');
	expect(addressOf({ q: 'a & b', view: 'late' })).toBe('/disputes?view=late&q=a+%26+b');
});

test('two filters are the same whatever their order, and differ by what they say', () => {
	expect(isSameFilter({ q: 'x', view: 'mine' }, { view: 'mine', q: 'x' })).toBe(true);
	expect(isSameFilter({ q: 'x' }, { q: 'y' })).toBe(false);
});

test('an address says its filter back', () => {
	const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '');
	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom(...FILTER_FIELDS), word), (filter) => {
			const { search } = new URL(addressOf(filter), 'https://entendu.test');
			expect(filterIn(new URLSearchParams(search))).toEqual({ ...filter });
		})
	);
});
