import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addWorkingDays,
	localDate,
	workingDayFrom,
	workingDaysBetween,
	type LocalDate
} from '$lib/domain/calendar';
import { clockFrom } from './case-clock';
import { dayAfterWaits, type Wait } from './deadlines';

// Easter Monday 2026.
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const day = localDate;
const given = (setOn: string, dueOn: string) => ({
	setOn: day(setOn),
	dueOn: day(dueOn),
	what: ''
});
const wait = (from: string, until: string): Wait => ({ from: day(from), until: day(until) });

describe('how the day comes about', () => {
	test('without a question it is one piece; days off count for nothing', () => {
		expect(clockFrom(given('2026-04-02', '2026-04-08'), [], calendar)).toEqual({
			intervals: [{ kind: 'counted', from: '2026-04-02', until: '2026-04-08', days: 3 }],
			...{ days: 3, pausedDays: 0, dueOn: '2026-04-08' }
		});
	});

	test('a question pauses it, and what is left follows the reply', () => {
		const waits = [wait('2026-04-14', '2026-04-16')];
		expect(clockFrom(given('2026-04-13', '2026-04-17'), waits, calendar)).toEqual({
			intervals: [
				{ kind: 'counted', from: '2026-04-13', until: '2026-04-14', days: 1 },
				{ kind: 'paused', from: '2026-04-14', until: '2026-04-16', days: 2 },
				{ kind: 'counted', from: '2026-04-16', until: '2026-04-21', days: 3 }
			],
			...{ days: 4, pausedDays: 2, dueOn: '2026-04-21' }
		});
	});

	test('asked and replied on days off, nothing is paused', () => {
		const { pausedDays, intervals } = clockFrom(
			given('2026-04-13', '2026-04-22'),
			[wait('2026-04-18', '2026-04-19')],
			calendar
		);
		expect(pausedDays).toBe(0);
		expect(intervals).toHaveLength(1);
	});

	test('a question once the day has gone by saves nothing', () => {
		const late = [wait('2026-04-20', '2026-04-24')];
		expect(clockFrom(given('2026-04-13', '2026-04-17'), late, calendar)).toMatchObject({
			...{ pausedDays: 0, dueOn: '2026-04-17' }
		});
	});
});

const START = day('2026-03-02');
/** Steps of time: after how many days each wait begins, and how long it lasts. */
const someWaits = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
		maxLength: 6
	})
	.map((steps) => {
		let at = START;
		return steps.map(([gap, length]): Wait => {
			const from = addDays(at, gap);
			at = addDays(from, length);
			return { from, until: at };
		});
	});
const someGiven = fc
	.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }))
	.map(([later, days]) => {
		const setOn = addDays(START, later);
		return { setOn, dueOn: addWorkingDays(setOn, days, calendar), what: '', days };
	});

describe('whatever was waited for', () => {
	test('the day is the one that is promised, and the sum of what counts is what was given', () =>
		fc.assert(
			fc.property(someGiven, someWaits, (one, waits) => {
				const { days, pausedDays, dueOn } = clockFrom(one, waits, calendar);
				expect(dueOn).toBe(dayAfterWaits({ on: one.dueOn, setOn: one.setOn }, waits, calendar));
				expect(days).toBe(one.days);
				expect(addWorkingDays(one.setOn, days + pausedDays, calendar)).toBe(dueOn);
			})
		));

	test('pieces follow one another, without a gap of worked days', () =>
		fc.assert(
			fc.property(someGiven, someWaits, (one, waits) => {
				const { intervals, dueOn } = clockFrom(one, waits, calendar);
				let at: LocalDate = workingDayFrom(one.setOn, calendar);
				for (const { from, until, days } of intervals) {
					expect(from).toBe(at);
					expect(days).toBe(workingDaysBetween(from, until, calendar));
					at = until;
				}
				expect(at).toBe(dueOn);
			})
		));

	test('waiting never counts: no counted day lies in a wait', () =>
		fc.assert(
			fc.property(someGiven, someWaits, (one, waits) => {
				const { intervals } = clockFrom(one, waits, calendar);
				const paused = intervals.filter(({ kind }) => kind === 'paused');
				for (const { from, until } of intervals.filter(({ kind }) => kind === 'counted'))
					for (const pause of paused) expect(until <= pause.from || from >= pause.until).toBe(true);
			})
		));
});
