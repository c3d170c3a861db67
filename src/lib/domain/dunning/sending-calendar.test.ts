import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay, localDate, weekday, addDays } from '../calendar';
import { decide } from './decide';
import { anyFacts } from './facts.testing';
import { sendDays, withSendDays } from './sending-calendar';

const week = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-03-07']) };

test('a weekend day of sending counts, a closed one does not', () => {
	const calendar = withSendDays(week, [6]);
	expect(isWorkingDay(localDate('2026-03-14'), calendar)).toBe(true);
	expect(isWorkingDay(localDate('2026-03-07'), calendar)).toBe(false);
	expect(isWorkingDay(localDate('2026-03-15'), calendar)).toBe(false);
	expect(sendDays(week, [6]).weekdays).toEqual([6]);
});

test('nothing ever leaves on a day the company does not send on, nor on a closed one', () => {
	const someDays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
	fc.assert(
		fc.property(
			anyFacts,
			someDays,
			fc.integer({ min: 0, max: 27 }),
			(facts, sendWeekdays, ahead) => {
				const today = addDays(localDate('2026-03-02'), ahead);
				const { outcome } = decide({
					...facts,
					today,
					policy: { ...facts.policy, sendWeekdays },
					calendar: withSendDays(week, sendWeekdays)
				});
				const mayLeave = sendWeekdays.includes(weekday(today)) && today !== '2026-03-07';
				expect(mayLeave || outcome === 'nothing').toBe(true);
			}
		)
	);
});
