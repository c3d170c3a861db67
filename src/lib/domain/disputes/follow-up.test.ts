import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isWorkingDay, localDate } from '$lib/domain/calendar';
import { daysOverdue, followUpOn, followUpsOf } from './follow-up';

// Easter Monday 2026.
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const asked = { askedOn: localDate('2026-03-30'), dueOn: localDate('2026-04-03') };
const on = (day: string, of = asked) => followUpOn(of, localDate(day), calendar);

describe('whoever was asked and does not answer', () => {
	it('is reminded the worked day before, after it, then with his manager, over days off', () => {
		expect(on('2026-04-01')).toBeNull();
		expect(on('2026-04-02')).toEqual({ kind: 'due_soon', on: '2026-04-02' });
		expect(on('2026-04-03')).toEqual({ kind: 'due_soon', on: '2026-04-02' });
		expect(on('2026-04-07')).toEqual({ kind: 'overdue', on: '2026-04-07' });
		expect(on('2026-04-09')).toEqual({ kind: 'manager', on: '2026-04-09' });
		expect(on('2026-04-15')).toEqual({ kind: 'manager', on: '2026-04-09' });
		expect(on('2026-04-16')).toEqual({ kind: 'manager', on: '2026-04-16' });
	});
	it('is left alone on days off', () => {
		for (const day of ['2026-04-04', '2026-04-05', '2026-04-06']) expect(on(day)).toBeNull();
	});
	it('asked the day before, is not reminded of what he read yesterday', () => {
		const late = { ...asked, askedOn: localDate('2026-04-02') };
		expect(on('2026-04-03', late)).toBeNull();
		expect(on('2026-04-07', late)?.kind).toBe('overdue');
	});
	it('is late by working days', () => {
		expect(daysOverdue(asked, localDate('2026-04-03'), calendar)).toBe(0);
		expect(daysOverdue(asked, localDate('2026-04-08'), calendar)).toBe(2);
	});
});

describe('always', () => {
	const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays(localDate('2024-01-01'), n));
	const days = fc.tuple(day, fc.integer({ min: 1, max: 60 }));

	it('goes on worked days only, in the order of the ladder, none twice on a day', () => {
		fc.assert(
			fc.property(days, ([askedOn, given]) => {
				const all = followUpsOf({ askedOn, dueOn: addDays(askedOn, given) }, calendar);
				for (const { on } of all) expect(isWorkingDay(on, calendar)).toBe(true);
				const ordered = all.map((one) => one.on);
				expect([...new Set(ordered)].sort()).toEqual(ordered);
			})
		);
	});
	it('what is due on a day is what was due the day before, or begins that day', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 200 }), ([askedOn, given], later) => {
				const one = { askedOn, dueOn: addDays(askedOn, given) };
				const today = addDays(askedOn, later);
				const now = followUpOn(one, today, calendar);
				if (now) expect(now.on <= today && now.on > askedOn).toBe(true);
			})
		);
	});
});
