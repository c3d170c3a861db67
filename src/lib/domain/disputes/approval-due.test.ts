import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isWorkingDay, localDate, workingDaysBetween } from '../calendar';
import { approvalDue, APPROVAL_DAYS } from './approval-due';

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<never>() };
const day = localDate;

describe('by when somebody signs', () => {
	test.each([
		// A Tuesday, and a Friday.
		['2026-03-03', null, '2026-03-05', 'usual'],
		['2026-03-06', null, '2026-03-10', 'usual'],
		['2026-03-03', '2026-03-20', '2026-03-05', 'usual'],
		['2026-03-03', '2026-03-04', '2026-03-04', 'promised']
	])('asked on %s, promised for %s: %s', (askedOn, promisedOn, dueOn, because) => {
		expect(
			approvalDue(
				{ askedOn: day(askedOn), promisedOn: promisedOn ? day(promisedOn) : null },
				calendar
			)
		).toEqual({ dueOn, because });
	});

	test.each(['2026-03-02', '2026-03-03'])(
		'what was promised for %s is signed on the next worked day: its customer counts on another one',
		(promisedOn) => {
			const asked = { askedOn: day('2026-03-03'), promisedOn: day(promisedOn) };
			expect(approvalDue(asked, calendar)).toEqual({
				...{ dueOn: '2026-03-04', because: 'missed', promisedOn }
			});
		}
	);

	test.each([
		['2026-03-04', '2026-03-04', 'offer'],
		['2026-03-03', '2026-03-03', 'offer'],
		['2026-03-05', '2026-03-05', 'usual'],
		['2026-03-20', '2026-03-05', 'usual']
	])('an offer that runs until %s is signed by %s', (validUntil, dueOn, because) => {
		const asked = { askedOn: day('2026-03-03'), promisedOn: null, validUntil: day(validUntil) };
		expect(approvalDue(asked, calendar)).toEqual({ dueOn, because });
	});

	test('never on the day it was asked, never later than the usual days', () => {
		fc.assert(
			fc.property(fc.nat(400), fc.option(fc.integer({ min: -30, max: 30 })), (at, promised) => {
				const askedOn = addDays(day('2026-01-01'), at);
				const promisedOn = promised === null ? null : addDays(askedOn, promised);
				const { dueOn } = approvalDue({ askedOn, promisedOn }, calendar);
				expect(dueOn > askedOn).toBe(true);
				expect(workingDaysBetween(askedOn, dueOn, calendar)).toBeLessThanOrEqual(APPROVAL_DAYS + 1);
				expect(isWorkingDay(dueOn, calendar) || dueOn === promisedOn).toBe(true);
			})
		);
	});
});
