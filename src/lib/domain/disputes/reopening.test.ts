import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { goesOn } from './reopening';

const closedOn = localDate('2026-03-03');

test.each([
	['2026-03-03', 30, true],
	['2026-04-02', 30, true],
	['2026-04-03', 30, false],
	['2026-03-03', 0, true],
	['2026-03-04', 0, false]
])('closed on 3 March, on %s within %i days: %s', (today, days, may) => {
	expect(goesOn({ closedOn, today: localDate(today), days })).toBe(may);
});

test('the last day is the only border', () => {
	fc.assert(
		fc.property(fc.nat(400), fc.nat(400), (days, passed) => {
			expect(goesOn({ closedOn, today: addDays(closedOn, passed), days })).toBe(passed <= days);
		})
	);
});
