import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { dayIn } from './filters';

const day = (query: string) =>
	dayIn(new URL(`http://x/dunning/plan${query}`), localDate('2026-02-01'));

test('a day that exists is taken, one that does not is named, none is today', () => {
	expect(day('?on=2026-02-28')).toEqual({ on: '2026-02-28' });
	expect(day('?on=2026-02-31')).toEqual({ refused: { why: 'unknown', day: '2026-02-31' } });
	expect(day('?on=tomorrow')).toEqual({ refused: { why: 'unknown', day: 'tomorrow' } });
	expect(day('')).toEqual({});
	expect(day('?on=')).toEqual({});
});

test('a day further ahead than anybody plans is named too', () => {
	expect(day('?on=2026-05-04')).toEqual({ on: '2026-05-04' });
	expect(day('?on=2026-05-05')).toEqual({ refused: { why: 'far', day: '2026-05-05' } });
});
