import { expect, test } from 'vitest';
import { dayIn } from './filters';

const day = (query: string) => dayIn(new URL(`http://x/dunning/plan${query}`));

test('a day that exists is taken, one that does not is named, none is today', () => {
	expect(day('?on=2026-02-28')).toEqual({ on: '2026-02-28' });
	expect(day('?on=2026-02-31')).toEqual({ noSuchDay: '2026-02-31' });
	expect(day('?on=tomorrow')).toEqual({ noSuchDay: 'tomorrow' });
	expect(day('')).toEqual({});
	expect(day('?on=')).toEqual({});
});
