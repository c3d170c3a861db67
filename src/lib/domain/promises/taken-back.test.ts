import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { PROMISE_STANDINGS } from './standing';
import { mayBeMistake, takenBackTooOften } from './taken-back';

const today = localDate('2026-03-03');
const ago = (days: number) => addDays(today, -days);
/** Long before its day. */
const early = (days: number) => ({ on: ago(days), dueOn: addDays(ago(days), 20) });

test('one promise taken back before its day is a slip', () => {
	expect(takenBackTooOften([], today)).toBe(false);
	expect(takenBackTooOften([early(0)], today)).toBe(false);
});

test('the second one within ninety days is decided', () => {
	expect(takenBackTooOften([early(90), early(0)], today)).toBe(true);
	expect(takenBackTooOften([early(91), early(0)], today)).toBe(false);
});

test('one whose money was waited for is decided, the promised day included', () => {
	expect(takenBackTooOften([{ on: ago(5), dueOn: ago(5) }], today)).toBe(true);
	expect(takenBackTooOften([{ on: ago(5), dueOn: ago(4) }], today)).toBe(false);
});

test('a mistake may be what a colleague wrote down or what was taken back, never a broken word of the customer', () => {
	const mistaken = (isByCustomer: boolean, because: 'by_mistake' | null = null) =>
		PROMISE_STANDINGS.filter((standing) => mayBeMistake({ standing, isByCustomer, because }));
	expect(mistaken(false)).toEqual(['to_decide', 'withdrawn', 'open', 'broken']);
	expect(mistaken(true)).toEqual(['withdrawn']);
	expect(mistaken(false, 'by_mistake')).not.toContain('withdrawn');
});

test('what was taken back besides never makes it less', () => {
	const one = fc
		.record({ on: fc.nat(200), later: fc.integer({ min: -5, max: 40 }) })
		.map(({ on, later }) => ({ on: ago(on), dueOn: addDays(ago(on), later) }));
	fc.assert(
		fc.property(fc.array(one), one, (some, more) => {
			if (takenBackTooOften(some, today))
				expect(takenBackTooOften([more, ...some], today)).toBe(true);
		})
	);
});
