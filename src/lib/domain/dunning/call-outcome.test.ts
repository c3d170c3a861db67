import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../calendar';
import {
	CALL_OUTCOMES,
	closesTask,
	dayToCallAgain,
	restsUntil,
	wasReached,
	workedInstead
} from './call-outcome';

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<string>() };
const today = localDate('2026-03-06');

describe('what came of a call', () => {
	it('nobody answered on a Friday: again on Monday, or on the day somebody says', () => {
		expect(dayToCallAgain('no_answer', null, { today, calendar })).toBe('2026-03-09');
		expect(dayToCallAgain('no_answer', localDate('2026-03-12'), { today, calendar })).toBe(
			'2026-03-12'
		);
	});

	it('is made again on a day that is worked: Monday is proposed for a Saturday', () => {
		expect(workedInstead(localDate('2026-03-07'), calendar)).toBe('2026-03-09');
		expect(workedInstead(localDate('2026-03-09'), calendar)).toBeNull();
	});

	it('leaves a spoken promise to be written down', () => {
		expect(CALL_OUTCOMES.filter(closesTask)).toEqual(['reached', 'paid_already']);
	});

	it('rests until its day and not on it', () => {
		expect(restsUntil({ againOn: addDays(today, 1) }, today)).toBe('2026-03-07');
		expect(restsUntil({ againOn: today }, today)).toBeNull();
		expect(restsUntil(null, today)).toBeNull();
	});
});

describe('properties', () => {
	it('only a call nobody answered has another day, and whoever was reached is never called again', () => {
		fc.assert(
			fc.property(fc.constantFrom(...CALL_OUTCOMES), (outcome) => {
				const again = dayToCallAgain(outcome, null, { today, calendar });
				expect(again !== null).toBe(outcome === 'no_answer');
				if (wasReached(outcome)) expect(again).toBeNull();
			})
		);
	});
});
