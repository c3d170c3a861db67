import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isWorkingDay, localDate, type LocalDate } from '$lib/domain/calendar';
import { answerDueOn, resolverDueOn, timeLeft } from './deadlines';

// Easter Monday 2026.
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const THURSDAY = localDate('2026-04-02');
const SATURDAY = localDate('2026-04-04');

describe('the day promised to the customer', () => {
	it('counts working days over week-ends and holidays', () => {
		expect(answerDueOn(THURSDAY, 1, calendar)).toBe('2026-04-03');
		expect(answerDueOn(THURSDAY, 3, calendar)).toBe('2026-04-08');
	});

	it('starts on the next worked day when the dispute comes on a day off', () => {
		expect(answerDueOn(SATURDAY, 0, calendar)).toBe('2026-04-07');
		expect(answerDueOn(SATURDAY, 2, calendar)).toBe('2026-04-09');
	});
});

describe('the day a colleague answers by', () => {
	const by = (answerDueOn: string, deadlineDays = 4) =>
		resolverDueOn(THURSDAY, { answerDueOn: localDate(answerDueOn), deadlineDays }, calendar);

	it('leaves one day to decide, and is never after the day promised to the customer', () => {
		expect(by('2026-05-01', 2)).toBe('2026-04-03');
		expect(by('2026-04-07', 9)).toBe('2026-04-07');
	});
	it('is tomorrow at the earliest, also when that is too late', () => {
		expect(by('2026-04-01')).toBe('2026-04-03');
	});
});

describe('the time left', () => {
	const dueOn = localDate('2026-04-03');

	it('counts down to the day itself, which is not late', () => {
		expect(timeLeft(THURSDAY, dueOn, calendar)).toEqual({ late: false, daysLeft: 1, daysLate: 0 });
		expect(timeLeft(dueOn, dueOn, calendar)).toEqual({ late: false, daysLeft: 0, daysLate: 0 });
	});

	it('counts the hours the house still works on the day itself, and only then', () => {
		const left = (today: LocalDate, minutes: number) =>
			timeLeft(today, dueOn, calendar, [], minutes).hoursLeft;
		expect([400, 59, 0].map((minutes) => left(dueOn, minutes))).toEqual([6, 0, undefined]);
		expect([THURSDAY, SATURDAY].map((day) => left(day, 400))).toEqual([undefined, undefined]);
	});

	it('is late on the day after, even on a week-end, and counts worked days', () => {
		expect(timeLeft(SATURDAY, dueOn, calendar)).toEqual({ late: true, daysLeft: 0, daysLate: 0 });
		expect(timeLeft(localDate('2026-04-08'), dueOn, calendar)).toEqual({
			late: true,
			daysLeft: 0,
			daysLate: 2
		});
	});
});

describe('properties', () => {
	it('promises a worked day, with as many working days as were given', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 700 }),
				fc.integer({ min: 0, max: 30 }),
				(offset, days) => {
					const openedOn = addDays(THURSDAY, offset);
					const dueOn = answerDueOn(openedOn, days, calendar);
					const { daysLeft } = timeLeft(openedOn, dueOn, calendar);
					expect(isWorkingDay(dueOn, calendar)).toBe(true);
					expect(daysLeft).toBe(isWorkingDay(openedOn, calendar) ? days : days + 1);
				}
			)
		);
	});
});
