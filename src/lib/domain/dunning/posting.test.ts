import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate, workingDaysBetween, type WorkingCalendar } from '../calendar';
import { postedByNow, postingProblem, POSTING_DAYS } from './posting';

const calendar = (...closed: string[]): WorkingCalendar => ({
	weekdays: [1, 2, 3, 4, 5],
	closed: new Set(closed)
});

describe('a letter that is still here', () => {
	test('is pointed out two working days after it was confirmed', () => {
		// Confirmed on Monday 2 March 2026: not on Tuesday, on Wednesday.
		expect(postedByNow(localDate('2026-03-03'), calendar())).toBe('2026-03-01');
		expect(postedByNow(localDate('2026-03-04'), calendar())).toBe('2026-03-02');
	});

	test('is given the weekend and the holidays', () => {
		// Confirmed on Thursday 2 April; Friday is worked, Monday 6 is Easter Monday, Tuesday is the second day.
		const easter = calendar('2026-04-06');
		expect(postedByNow(localDate('2026-04-06'), easter)).toBe('2026-04-01');
		expect(postedByNow(localDate('2026-04-07'), easter)).toBe('2026-04-02');
	});

	const days = fc.integer({ min: 0, max: 2000 }).map((n) => addDays(localDate('2024-01-01'), n));
	const calendars = fc
		.array(days, { maxLength: 40 })
		.map((closed): WorkingCalendar => calendar(...closed));

	test('the day is the last one with so many working days after it', () => {
		fc.assert(
			fc.property(days, calendars, (today, working) => {
				const day = postedByNow(today, working);
				expect(workingDaysBetween(day, today, working)).toBe(POSTING_DAYS);
				expect(workingDaysBetween(addDays(day, 1), today, working)).toBeLessThan(POSTING_DAYS);
			})
		);
	});

	test('a broken calendar ends', () => {
		const never = { weekdays: [], closed: new Set<string>() };
		expect(postedByNow(localDate('2026-03-03'), never) < '2026-01-01').toBe(true);
	});
});

test('a letter leaves neither before it was written nor in the future', () => {
	const known = { writtenOn: localDate('2026-03-02'), today: localDate('2026-03-04') };
	expect(postingProblem(localDate('2026-03-01'), known)).toBe('letter_posted_before');
	expect(postingProblem(localDate('2026-03-02'), known)).toBeNull();
	expect(postingProblem(localDate('2026-03-04'), known)).toBeNull();
	expect(postingProblem(localDate('2026-03-05'), known)).toBe('letter_posted_ahead');
});
