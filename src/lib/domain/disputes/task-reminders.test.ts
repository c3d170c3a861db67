import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isWorkingDay, localDate } from '../calendar';
import { taskReminder } from './task-reminders';

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<never>() };
const on = (dueOn: string, today: string) =>
	taskReminder(localDate(dueOn), localDate(today), calendar);

test('on its day nobody is told, the next worked day he is, then once a week until it was said often enough', () => {
	expect(on('2026-03-05', '2026-03-05')).toBeNull();
	expect(on('2026-03-05', '2026-03-06')).toBe(0);
	// Due on a Friday: nobody writes on days off.
	expect(on('2026-03-06', '2026-03-07')).toBeNull();
	expect(on('2026-03-06', '2026-03-09')).toBe(0);
	expect(on('2026-03-06', '2026-03-13')).toBe(0);
	expect(on('2026-03-06', '2026-03-16')).toBe(1);
	expect(on('2026-03-06', '2026-05-04')).toBeNull();
});

test('it never goes back, skips none while the engine is awake, and ends', () => {
	fc.assert(
		fc.property(fc.nat(400), (at) => {
			const dueOn = addDays(localDate('2026-01-01'), at);
			const told: number[] = [];
			for (let late = 0; late < 90; late++) {
				const today = addDays(dueOn, late);
				const reminder = taskReminder(dueOn, today, calendar);
				if (reminder === null) continue;
				expect(isWorkingDay(today, calendar) && late > 0).toBe(true);
				if (told.at(-1) !== reminder) told.push(reminder);
			}
			expect(told).toEqual([0, 1, 2, 3, 4]);
		})
	);
});
