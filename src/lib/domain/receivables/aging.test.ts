import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { AGING_BUCKETS, aging, agingBucket } from './aging';

const TODAY = localDate('2026-03-31');

describe('the age of an invoice', () => {
	it.each([
		[-1, 'not_due'],
		[0, 'not_due'],
		[1, 'days_1_30'],
		[30, 'days_1_30'],
		[31, 'days_31_60'],
		[60, 'days_31_60'],
		[61, 'days_61_90'],
		[90, 'days_61_90'],
		[91, 'over_90']
	])('%i days past due: %s', (days, bucket) => {
		expect(agingBucket(addDays(TODAY, -days), TODAY)).toBe(bucket);
	});

	it('is none without due date', () => {
		expect(agingBucket(null, TODAY)).toBe('not_due');
	});
});

describe('the aged balance', () => {
	it('has one line per currency', () => {
		const items = [
			{ dueOn: addDays(TODAY, -5), currency: 'EUR', openMinor: 100n },
			{ dueOn: addDays(TODAY, -95), currency: 'USD', openMinor: 7n },
			{ dueOn: addDays(TODAY, -30), currency: 'EUR', openMinor: 50n }
		];
		expect(aging(items, TODAY)).toMatchObject([
			{ currency: 'EUR', totalMinor: 150n, buckets: { days_1_30: 150n, not_due: 0n } },
			{ currency: 'USD', totalMinor: 7n, buckets: { over_90: 7n } }
		]);
	});

	it('is empty without invoices', () => {
		expect(aging([], TODAY)).toEqual([]);
	});
});

describe('properties', () => {
	const item = fc.record({
		dueOn: fc.option(fc.integer({ min: -200, max: 200 }).map((days) => addDays(TODAY, days))),
		currency: fc.constantFrom('EUR', 'USD'),
		openMinor: fc.bigInt({ min: 0n, max: 1_000n })
	});

	it('puts every cent in exactly one bucket', () => {
		fc.assert(
			fc.property(fc.array(item), (items) => {
				const expected = items.reduce((total, { openMinor }) => total + openMinor, 0n);
				const lines = aging(items, TODAY);
				const total = lines.reduce((sum, line) => sum + line.totalMinor, 0n);
				const filled = lines.flatMap(({ buckets }) => AGING_BUCKETS.map((key) => buckets[key]));
				expect(total).toBe(expected);
				expect(filled.reduce((sum, minor) => sum + minor, 0n)).toBe(expected);
			})
		);
	});
});
