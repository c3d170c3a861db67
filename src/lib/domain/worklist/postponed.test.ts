import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { factsOf, isPutOff, LONGEST_POSTPONED_DAYS, mayPutOffUntil } from './postponed';

const today = localDate('2026-03-03');
const row = {
	...{
		key: 'case:LIT-2026-000001',
		kind: 'case' as const,
		daysLeft: 2,
		daysLate: null,
		standing: 'assigned'
	},
	...{ on: localDate('2026-03-05'), reference: 'LIT-2026-000001' },
	amounts: [{ minor: 20_000n, currency: 'EUR' }]
};
const putOff = { key: row.key, untilOn: localDate('2026-03-06'), facts: factsOf(row) };

test('it is away until its day, and comes back on it', () => {
	expect(isPutOff(row, putOff, today)).toBe(true);
	expect(isPutOff(row, putOff, localDate('2026-03-05'))).toBe(true);
	expect(isPutOff(row, putOff, localDate('2026-03-06'))).toBe(false);
});

test('a changed fact brings it back earlier; another day alone does not', () => {
	expect(isPutOff({ ...row, daysLeft: 1 }, putOff, today)).toBe(true);
	const changes = [
		{ daysLeft: -1 },
		{ standing: 'in_progress' },
		{ on: localDate('2026-03-09') },
		{ amounts: [{ minor: 20_001n, currency: 'EUR' }] },
		{ amounts: [] }
	];
	for (const change of changes) expect(isPutOff({ ...row, ...change }, putOff, today)).toBe(false);
});

test('a day is tomorrow at the earliest, and not out of sight', () => {
	fc.assert(
		fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
			const inside = days >= 1 && days <= LONGEST_POSTPONED_DAYS;
			expect(mayPutOffUntil(addDays(today, days), today)).toBe(inside);
		})
	);
});
