import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addWorkingDays,
	daysBetween,
	endOfMonth,
	isWorkingDay,
	latestDayAt,
	localDate,
	localDateAt,
	minuteOfDayAt,
	parseLocalDate,
	weekday,
	workingDayFrom,
	workingDaysBetween,
	type WorkingCalendar
} from './calendar';

const FRANCE: WorkingCalendar = {
	weekdays: [1, 2, 3, 4, 5],
	closed: new Set(['2026-04-06', '2026-05-01'])
};
const NEVER: WorkingCalendar = { weekdays: [], closed: new Set() };

describe('a day', () => {
	it('is never later anywhere than in the farthest east', () => {
		expect(latestDayAt(new Date('2026-03-03T09:59:00Z'))).toBe('2026-03-03');
		expect(latestDayAt(new Date('2026-03-03T10:00:00Z'))).toBe('2026-03-04');
		for (const zone of Intl.supportedValuesOf('timeZone'))
			for (const hour of [0, 6, 11, 18]) {
				const at = new Date(Date.UTC(2026, 5, 30, hour, 30));
				expect(localDateAt(at, zone) <= latestDayAt(at)).toBe(true);
			}
	});

	it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s exists', (text) => {
		expect(parseLocalDate(text)).toBe(text);
	});

	it.each([
		'2026-02-29',
		'2026-02-31',
		'2026-13-01',
		'2026-00-10',
		'2026-1-1',
		'31/02/2026',
		'',
		'2026-01-01T00:00'
	])('"%s" does not', (text) => {
		expect(parseLocalDate(text)).toBeNull();
		expect(() => localDate(text)).toThrow(RangeError);
	});

	it('is the day of the place, not of the machine', () => {
		const instant = new Date('2026-03-09T22:30:00Z');
		expect(localDateAt(instant, 'Europe/Paris')).toBe('2026-03-09');
		expect(localDateAt(instant, 'Asia/Kathmandu')).toBe('2026-03-10');
		expect(localDateAt(new Date('2026-07-09T22:30:00Z'), 'Europe/Paris')).toBe('2026-07-10');
	});

	it('has minutes in the zone of the place, with its odd offsets', () => {
		const instant = new Date('2026-03-09T18:15:00Z');
		expect(minuteOfDayAt(instant, 'Europe/Paris')).toBe(19 * 60 + 15);
		expect(minuteOfDayAt(instant, 'Asia/Kathmandu')).toBe(0);
	});

	it('knows its weekday and the end of its month', () => {
		expect(weekday(localDate('2026-03-09'))).toBe(1);
		expect(weekday(localDate('2026-03-15'))).toBe(7);
		expect(weekday(localDate('1969-12-31'))).toBe(3);
		expect(endOfMonth(localDate('2026-02-01'))).toBe('2026-02-28');
		expect(endOfMonth(localDate('2024-02-29'))).toBe('2024-02-29');
		expect(endOfMonth(localDate('2026-12-31'))).toBe('2026-12-31');
	});

	it('is counted in days over the change of clocks', () => {
		expect(daysBetween(localDate('2026-03-28'), localDate('2026-03-30'))).toBe(2);
		expect(addDays(localDate('2026-10-24'), 2)).toBe('2026-10-26');
	});
});

describe('working days', () => {
	it('skip week-ends and holidays', () => {
		expect(isWorkingDay(localDate('2026-04-06'), FRANCE)).toBe(false);
		expect(workingDayFrom(localDate('2026-04-04'), FRANCE)).toBe('2026-04-07');
		expect(addWorkingDays(localDate('2026-04-30'), 1, FRANCE)).toBe('2026-05-04');
		expect(addWorkingDays(localDate('2026-04-30'), 0, FRANCE)).toBe('2026-04-30');
	});

	it('are counted without the first day and with the last', () => {
		expect(workingDaysBetween(localDate('2026-04-30'), localDate('2026-05-04'), FRANCE)).toBe(1);
		expect(workingDaysBetween(localDate('2026-05-04'), localDate('2026-04-30'), FRANCE)).toBe(0);
	});

	it('do not hang on a company that never works', () => {
		expect(workingDayFrom(localDate('2026-01-01'), NEVER)).toBeDefined();
	});
});

describe('properties', () => {
	const date = fc
		.integer({ min: -20_000, max: 20_000 })
		.map((days) => addDays(localDate('2026-01-01'), days));
	const days = fc.integer({ min: -5_000, max: 5_000 });

	it('adds and counts the same days', () => {
		fc.assert(
			fc.property(date, days, (from, count) => {
				expect(daysBetween(from, addDays(from, count))).toBe(count);
				expect(parseLocalDate(addDays(from, count))).not.toBeNull();
			})
		);
	});

	it('counts working days as somebody does who goes from day to day', () => {
		const closed = fc.array(date, { maxLength: 6 });
		const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }));
		fc.assert(
			fc.property(
				date,
				fc.integer({ min: -40, max: 400 }),
				weekdays,
				closed,
				(from, ahead, ...of) => {
					const calendar = { weekdays: of[0], closed: new Set([...of[1], addDays(from, 3)]) };
					const after = Array.from({ length: Math.max(0, ahead) }, (_, i) => addDays(from, i + 1));
					const worked = after.filter((day) => isWorkingDay(day, calendar));
					expect(workingDaysBetween(from, addDays(from, ahead), calendar)).toBe(worked.length);
				}
			)
		);
	});

	it('advances by exactly the working days asked for', () => {
		fc.assert(
			fc.property(date, fc.integer({ min: 0, max: 40 }), (from, count) => {
				const start = workingDayFrom(from, FRANCE);
				expect(workingDaysBetween(start, addWorkingDays(from, count, FRANCE), FRANCE)).toBe(count);
			})
		);
	});
});
