import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isWorkingDay, localDate } from '$lib/domain/calendar';
import { EVERY_DAY, stepNamed, WEEKDAYS } from './facts.testing';
import { firstDayFor, lastDay, leavingOn } from './step-window';

/** A Monday. */
const MONDAY = localDate('2026-03-09');
const before = (key: string) => ({ ...stepNamed(key), nonWorkingDay: 'previous' as const });

describe('a step whose first day is not worked', () => {
	it('waits for the next working day', () => {
		// Due on a Friday: two days late is a Sunday.
		const friday = addDays(MONDAY, -3);
		expect(leavingOn(stepNamed('courtesy'), friday, WEEKDAYS)).toBe(MONDAY);
	});

	it('leaves on the working day before when it prefers so', () => {
		const wednesday = addDays(MONDAY, -5);
		// Ten days late is a Saturday: it leaves on the Friday.
		expect(leavingOn(before('reminder'), wednesday, WEEKDAYS)).toBe('2026-03-13');
		expect(leavingOn(before('preventive'), addDays(MONDAY, 20), WEEKDAYS)).toBe('2026-03-13');
	});

	it('never speaks of lateness before there is any', () => {
		// Two days late is a Sunday, one day late a Saturday, the Friday before is the due day itself.
		const friday = addDays(MONDAY, -3);
		expect(leavingOn(before('courtesy'), friday, WEEKDAYS)).toBe(MONDAY);
	});

	it('leaves on no day when its whole window is closed', () => {
		const closed = { weekdays: [1], closed: new Set<string>([MONDAY]) };
		const step = { ...stepNamed('courtesy'), opensDays: 2, closesDays: 4 };
		expect(leavingOn(step, addDays(MONDAY, -3), closed)).toBeNull();
	});
});

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(MONDAY, days));
const step = fc
	.constantFrom('preventive', 'courtesy', 'reminder')
	.chain((key) => fc.constantFrom(stepNamed(key), before(key)));

describe('properties', () => {
	it('leaves on a working day on which it is open', () => {
		fc.assert(
			fc.property(step, day, (one, dueOn) => {
				const on = leavingOn(one, dueOn, WEEKDAYS)!;
				expect(isWorkingDay(on, WEEKDAYS)).toBe(true);
				const daysLate = daysBetween(dueOn, on);
				expect(daysLate).toBeGreaterThanOrEqual(firstDayFor(one, dueOn, WEEKDAYS));
				expect(daysLate).toBeLessThanOrEqual(lastDay(one));
			})
		);
	});

	it('opens on the written day when every day is worked, and never after it closes', () => {
		fc.assert(
			fc.property(step, day, (one, dueOn) => {
				expect(firstDayFor(one, dueOn, EVERY_DAY)).toBe(
					one.phase === 'before_due' ? -one.opensDays : one.opensDays
				);
				expect(firstDayFor(one, dueOn, WEEKDAYS)).toBeLessThanOrEqual(lastDay(one));
			})
		);
	});
});
