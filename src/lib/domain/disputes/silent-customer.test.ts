import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	addDays,
	isWorkingDay,
	localDate,
	type LocalDate,
	type WorkingCalendar
} from '../calendar';
import { isForHouse, isSilent, remindsCustomer, replyBy, silentSince } from './silent-customer';

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const asked = (on: string, remindedOn: string | null = null) => ({
	...{ askedOn: localDate(on), from: localDate(on) },
	remindedOn: remindedOn === null ? null : localDate(remindedOn),
	...{ isReached: true, unreadSince: null as Date | null }
});
const REACHED = { isReached: true, unreadSince: null };
const reminds = (facts: ReturnType<typeof asked>, today: string) =>
	remindsCustomer(facts, localDate(today), calendar);

test('whoever wrote what nobody has read is neither reminded nor silent', () => {
	const facts = { ...asked('2026-03-04'), unreadSince: new Date('2026-03-09T09:00:00Z') };
	expect(['2026-03-11', '2026-03-18'].map((day) => reminds(facts, day))).toEqual([false, false]);
	expect(isForHouse(facts, localDate('2026-05-04'), calendar)).toBe(false);
	expect(isForHouse({ ...facts, isReached: false }, localDate('2026-03-11'), calendar)).toBe(false);
});

describe('of what he is asked on a Wednesday, a customer', () => {
	it.each([
		['2026-03-04', null, false],
		['2026-03-10', null, false],
		['2026-03-11', null, true],
		['2026-03-11', '2026-03-11', false],
		['2026-03-13', null, true],
		// Nobody writes on days off.
		['2026-03-14', null, false],
		['2026-03-17', '2026-03-11', false],
		['2026-03-18', '2026-03-11', true],
		['2026-03-18', '2026-03-18', false],
		['2026-03-25', '2026-03-18', false],
		// After an outage one of both is made up for, as long as he can still answer in time.
		['2026-03-20', null, true],
		['2026-03-25', null, true],
		['2026-03-26', null, false],
		['2026-05-04', null, false]
	])('on %s, reminded last on %s, is reminded: %s', (today, remindedOn, expected) => {
		expect(reminds(asked('2026-03-04', remindedOn), today)).toBe(expected);
	});
});

test('whom no letter reaches is not reminded, and his case is the house’s at once', () => {
	const facts = { ...asked('2026-03-04'), isReached: false };
	for (const day of ['2026-03-04', '2026-03-11', '2026-03-18']) {
		expect(reminds(facts, day)).toBe(false);
		expect(isForHouse(facts, localDate(day), calendar)).toBe(true);
		expect(isForHouse(asked('2026-03-04'), localDate(day), calendar)).toBe(false);
	}
});

test('what he was reminded of before he was asked anew does not count', () => {
	expect(reminds(asked('2026-03-18', '2026-03-18'), '2026-03-25')).toBe(true);
	expect(reminds(asked('2026-03-19', '2026-03-18'), '2026-03-25')).toBe(false);
	expect(reminds(asked('2026-03-19', '2026-03-18'), '2026-03-26')).toBe(true);
});

test('a question of a day off is asked the next worked day, and holidays are nobody’s days', () => {
	expect(replyBy(localDate('2026-03-04'), calendar)).toBe('2026-03-25');
	expect(replyBy(localDate('2026-03-07'), calendar)).toBe('2026-03-30');
	expect(replyBy(localDate('2026-03-18'), calendar)).toBe('2026-04-09');
	expect(isSilent(localDate('2026-03-04'), localDate('2026-03-25'), calendar)).toBe(false);
	expect(isSilent(localDate('2026-03-04'), localDate('2026-03-26'), calendar)).toBe(true);
});

const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
	weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
	closed: fc
		.uniqueArray(fc.nat(120), { maxLength: 20 })
		.map((days) => new Set(days.map((at) => addDays(localDate('2026-01-01'), at))))
});

test('what was asked up to one day is over, and nothing that was asked since', () => {
	fc.assert(
		fc.property(calendars, fc.nat(200), fc.nat(60), (calendar, at, before) => {
			const today = addDays(localDate('2026-01-01'), at);
			const askedOn = addDays(today, -before);
			expect(isSilent(askedOn, today, calendar)).toBe(askedOn <= silentSince(today, calendar));
		})
	);
});

/** The days on which he is mailed when the engine wakes on these of the days after the question. */
function mailed(askedOn: LocalDate, calendar: WorkingCalendar, wakes: (day: number) => boolean) {
	const days: LocalDate[] = [];
	for (let day = 0; day < 400; day++) {
		const today = addDays(askedOn, day);
		const facts = { askedOn, ...REACHED, from: askedOn, remindedOn: days.at(-1) ?? null };
		if (wakes(day) && remindsCustomer(facts, today, calendar)) {
			days.push(today);
			expect(
				remindsCustomer({ ...REACHED, askedOn, from: askedOn, remindedOn: today }, today, calendar)
			).toBe(false);
		}
	}
	return days;
}

test('whenever the engine wakes he is reminded twice at most, on worked days, and before his day is over', () => {
	fc.assert(
		fc.property(calendars, fc.nat(200), fc.array(fc.boolean()), (calendar, at, awake) => {
			const askedOn = addDays(localDate('2026-01-01'), at);
			const days = mailed(askedOn, calendar, (day) => awake[day] ?? true);
			expect(days.length).toBeLessThanOrEqual(2);
			for (const day of days) {
				expect(isWorkingDay(day, calendar)).toBe(true);
				expect(day > askedOn && !isSilent(askedOn, day, calendar)).toBe(true);
			}
		})
	);
});

test('of an engine that wakes every day he hears twice, and comes back to whoever asked after both', () => {
	fc.assert(
		fc.property(calendars, fc.nat(200), (calendar, at) => {
			const askedOn = addDays(localDate('2026-01-01'), at);
			const days = mailed(askedOn, calendar, () => true);
			expect(days).toHaveLength(2);
			expect(isSilent(askedOn, replyBy(askedOn, calendar), calendar)).toBe(false);
			expect(replyBy(askedOn, calendar) > days[1]!).toBe(true);
		})
	);
});
