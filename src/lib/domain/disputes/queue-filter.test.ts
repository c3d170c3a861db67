import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addressOf,
	FILTER_FIELDS,
	filterIn,
	givenViews,
	isReadable,
	isSameFilter
} from './queue-filter';

test('of an address only what is a filter is kept, and nothing that is empty', () => {
	const said = new URLSearchParams('view=late&q=+palette+&page=3&lang=en&reason=&done=save');
	expect(filterIn(said)).toEqual({ view: 'late', q: 'palette' });
	expect(addressOf({})).toBe('/disputes');
	expect(addressOf({ q: 'a & b', view: 'late' })).toBe('/disputes?view=late&q=a+%26+b');
});

test('a day, an amount, a person or a kind that is none filters nothing', () => {
	const said = 'openedFrom=2026-02-30&amountTo=1,5&owner=x&category=x&amountFrom=12.5&owner=nobody';
	expect(filterIn(new URLSearchParams(said))).toEqual({ amountFrom: '12.5', owner: 'nobody' });
	expect(filterIn([['openedTo', '2026-02-28']])).toEqual({ openedTo: '2026-02-28' });
});

test('views given to everybody are addresses that can be read; a team only for whoever is of one', () => {
	const all = givenViews('sales');
	for (const { filter } of all)
		expect(filterIn(new URLSearchParams(addressOf(filter, '').slice(1)))).toEqual(filter);
	expect(all.map(({ key }) => key)).toEqual(['team', 'closed30']);
	expect(givenViews(null).map(({ key }) => key)).toEqual(['closed30']);
	expect(filterIn([['closedWithin', '0']])).toEqual({});
	expect(filterIn([['closedWithin', '1e3']])).toEqual({});
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
			const readable = Object.entries(filter).filter(([name, value]) =>
				isReadable(name as (typeof FILTER_FIELDS)[number], value)
			);
			expect(filterIn(new URLSearchParams(search))).toEqual(Object.fromEntries(readable));
		})
	);
});
