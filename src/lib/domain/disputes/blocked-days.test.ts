import { describe, expect, test } from 'vitest';
import { localDate as day } from '../calendar';
import { blockedDaysBy, type BlockedCase } from './blocked-days';

const steps = (...all: [string, string, string][]): BlockedCase['transitions'] =>
	all.map(([fromStatus, toStatus, on]) => ({
		...{ fromStatus, toStatus, on: day(on), at: new Date(`${on}T09:00:00Z`) }
	})) as unknown as BlockedCase['transitions'];
const opened = (on: string, more: Partial<BlockedCase> = {}): BlockedCase => ({
	...{ openedOn: day(on), transitions: [], doubles: [], ...more }
});
const today = day('2026-03-31');

describe('how long an amount is blocked', () => {
	test('counts from the day of its own case, be it older or younger than the one it went into', () => {
		const older = opened('2026-03-01');
		const into = (on: string, of: BlockedCase) =>
			opened(on, { doubles: [{ mergedOn: day('2026-03-25'), of }] });
		expect(blockedDaysBy(into('2026-03-20', older), today)).toBe(30);
		expect(blockedDaysBy(into('2026-03-01', opened('2026-03-20')), today)).toBe(30);
	});

	test('without the days its customer was waited for, there and since', () => {
		const of = opened('2026-03-01', {
			transitions: steps(
				['in_progress', 'waiting_customer', '2026-03-05'],
				['waiting_customer', 'in_progress', '2026-03-15']
			)
		});
		const into = opened('2026-03-20', {
			doubles: [{ mergedOn: day('2026-03-25'), of }],
			transitions: steps(['in_progress', 'waiting_customer', '2026-03-22'])
		});
		// 24 days until the merge, of which 10 waited; waited for ever since.
		expect(blockedDaysBy(into, today)).toBe(14);
	});

	test('through a case that went into another one itself', () => {
		const first = opened('2026-03-01');
		const second = opened('2026-03-10', { doubles: [{ mergedOn: day('2026-03-12'), of: first }] });
		const third = opened('2026-03-20', { doubles: [{ mergedOn: day('2026-03-25'), of: second }] });
		expect(blockedDaysBy(third, today)).toBe(30);
	});

	test('since the case was opened again, whatever went into it before', () => {
		const into = opened('2026-03-02', {
			doubles: [{ mergedOn: day('2026-03-05'), of: opened('2026-03-01') }],
			transitions: steps(['resolved', 'in_progress', '2026-03-21'])
		});
		expect(blockedDaysBy(into, today)).toBe(10);
	});
});
