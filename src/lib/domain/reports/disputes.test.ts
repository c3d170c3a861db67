import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { REASON_CATEGORIES } from '$lib/domain/disputes/reasons';
import { money, totals, type Money } from '$lib/domain/money';
import { disputesReport, type DisputeRow } from './disputes';

const AS_OF = localDate('2026-03-31');

const row = (disputeId: string, overrides: Partial<DisputeRow> = {}): DisputeRow => ({
	disputeId,
	reasonCode: 'price_unit',
	category: 'price',
	customerId: 'customer-1',
	currency: 'EUR',
	claimedMinor: 10_000n,
	acceptedMinor: null,
	openedOn: localDate('2026-03-01'),
	closedOn: null,
	status: 'in_progress',
	activeOnAsOf: true,
	...overrides
});

const closed = (disputeId: string, days: number, overrides: Partial<DisputeRow> = {}): DisputeRow =>
	row(disputeId, {
		status: 'resolved',
		activeOnAsOf: false,
		closedOn: addDays(localDate('2026-03-01'), days),
		...overrides
	});

describe('the disputes report', () => {
	it('is empty without disputes', () => {
		expect(disputesReport([], AS_OF)).toEqual({
			openAmount: [],
			openCount: 0,
			byReason: [],
			byCustomer: [],
			byType: [],
			resolutionByType: []
		});
	});

	it('shows the causes, most frequent first, and never adds currencies', () => {
		const report = disputesReport(
			[
				row('a', { reasonCode: 'goods_damaged', category: 'quality', currency: 'USD' }),
				row('b'),
				row('c', { customerId: 'customer-2' }),
				closed('d', 3)
			],
			AS_OF
		);
		expect(report.openCount).toBe(3);
		expect(report.openAmount).toEqual([money(10_000n, 'USD'), money(20_000n, 'EUR')]);
		expect(report.byReason).toEqual([
			{ code: 'price_unit', count: 2, amounts: [money(20_000n, 'EUR')] },
			{ code: 'goods_damaged', count: 1, amounts: [money(10_000n, 'USD')] }
		]);
		expect(report.byCustomer.map(({ customerId, count }) => [customerId, count])).toEqual([
			['customer-1', 2],
			['customer-2', 1]
		]);
		expect(report.byType.map(({ category }) => category)).toEqual(['price', 'quality']);
	});

	it('counts a case over two currencies once', () => {
		const report = disputesReport([row('a'), row('a', { currency: 'USD' })], AS_OF);
		expect(report.openCount).toBe(1);
		expect(report.byReason).toMatchObject([
			{ count: 1, amounts: [{ currency: 'EUR' }, { currency: 'USD' }] }
		]);
	});

	it('is what was known on that day: later cases and later ends do not count', () => {
		const later = addDays(AS_OF, 1);
		const report = disputesReport(
			[row('a', { openedOn: later }), closed('b', 0, { closedOn: later, activeOnAsOf: true })],
			AS_OF
		);
		expect(report.openCount).toBe(1);
		expect(report.resolutionByType).toEqual([
			{ category: 'price', n: 0, meanDays: null, medianDays: null, tooFew: true }
		]);
	});
});

describe('the resolution time', () => {
	const times = (...days: number[]) =>
		disputesReport(
			days.map((count, index) => closed(`d-${index}`, count)),
			AS_OF
		).resolutionByType;

	it('is the mean and the median of calendar days', () => {
		expect(times(1, 2, 3, 4, 20)).toEqual([
			{ category: 'price', n: 5, meanDays: 6, medianDays: 3, tooFew: false }
		]);
		expect(times(1, 2, 4, 9)[0]).toMatchObject({ meanDays: 4, medianDays: 3 });
	});

	it('says when there are too few cases for a mean, and still gives it', () => {
		expect(times(2, 4, 6, 8)).toMatchObject([{ n: 4, meanDays: 5, tooFew: true }]);
	});

	it('counts a case once, however many currencies it has', () => {
		const rows = [closed('a', 2), closed('a', 2, { currency: 'USD' }), closed('b', 4)];
		expect(disputesReport(rows, AS_OF).resolutionByType).toMatchObject([{ n: 2, meanDays: 3 }]);
	});
});

describe('properties', () => {
	const anyRow = fc.record({
		reasonCode: fc.constantFrom('price_unit', 'goods_damaged', 'other'),
		category: fc.constantFrom(...REASON_CATEGORIES),
		customerId: fc.constantFrom('customer-1', 'customer-2', 'customer-3'),
		currency: fc.constantFrom('EUR', 'USD', 'JPY'),
		claimedMinor: fc.bigInt({ min: 0n, max: 100_000n }),
		openedOn: fc.integer({ min: -60, max: 5 }).map((days) => addDays(AS_OF, days)),
		activeOnAsOf: fc.boolean()
	});
	const anyRows = fc
		.array(anyRow, { maxLength: 30 })
		.map((rows) => rows.map((overrides, index) => row(`d-${index}`, overrides)));

	it('breaks the total down without losing a case or a cent', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				const report = disputesReport(rows, AS_OF);
				for (const shares of [report.byReason, report.byCustomer, report.byType]) {
					expect(shares.reduce((count, share) => count + share.count, 0)).toBe(report.openCount);
					expect(sorted(totals(shares.flatMap(({ amounts }) => amounts)))).toEqual(
						sorted(report.openAmount)
					);
				}
			})
		);
	});
});

const sorted = (amounts: readonly Money[]): Money[] =>
	[...amounts].sort((a, b) => (a.currency < b.currency ? -1 : 1));
