import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import {
	graceEndsOn,
	leftMinor,
	standingOf,
	type PromiseFacts,
	type PromisedItem
} from './standing';

/** A Thursday. */
const DUE = localDate('2026-03-12');
const WEEKDAYS = { weekdays: [1, 2, 3, 4, 5], closed: new Set<string>() };
const GRACE = graceEndsOn(DUE, 2, WEEKDAYS);

const item = (overrides: Partial<PromisedItem> = {}): PromisedItem => ({
	amountMinor: 500n,
	paidInTimeMinor: 0n,
	paidNowMinor: 0n,
	...overrides
});
const promised = (overrides: Partial<PromiseFacts> = {}): PromiseFacts => ({
	dueOn: DUE,
	isBeyond: false,
	verdict: null,
	isWithdrawn: false,
	items: [item()],
	...overrides
});
const on = (days: number) => ({ today: addDays(GRACE, days), graceEnd: GRACE });

describe('a promise', () => {
	it('waits two working days for the bank', () => {
		expect(GRACE).toBe('2026-03-16');
		expect(standingOf(promised(), on(0))).toBe('open');
		expect(standingOf(promised(), on(1))).toBe('broken');
	});

	it('is kept once all of it is paid, before its day too', () => {
		const paid = item({ paidInTimeMinor: 500n, paidNowMinor: 500n });
		expect(standingOf(promised({ items: [paid] }), on(-3))).toBe('kept');
		const most = item({ paidInTimeMinor: 499n, paidNowMinor: 499n });
		expect(standingOf(promised({ items: [most] }), on(1))).toBe('broken');
	});

	it('kept too late is neither kept nor open', () => {
		const late = item({ paidNowMinor: 500n });
		expect(standingOf(promised({ items: [late] }), on(4))).toBe('kept_late');
	});

	it('is broken when one of its invoices is not paid', () => {
		const paid = item({ paidInTimeMinor: 500n, paidNowMinor: 500n });
		expect(standingOf(promised({ items: [paid, item()] }), on(1))).toBe('broken');
	});

	it('beyond the policy holds nothing until somebody said yes', () => {
		expect(standingOf(promised({ isBeyond: true }), on(-1))).toBe('to_decide');
		expect(standingOf(promised({ isBeyond: true, verdict: 'approved' }), on(-1))).toBe('open');
		expect(standingOf(promised({ isBeyond: true, verdict: 'refused' }), on(-1))).toBe('refused');
	});

	it('taken back is no promise', () => {
		expect(standingOf(promised({ isWithdrawn: true }), on(1))).toBe('withdrawn');
	});

	it('never promises more than was promised, and nothing once that much is paid', () => {
		const minor = fc.bigInt({ min: 0n, max: 1000n });
		fc.assert(
			fc.property(minor, minor, (amountMinor, paidNowMinor) => {
				const left = leftMinor(item({ amountMinor, paidNowMinor }));
				expect(left).toBe(paidNowMinor >= amountMinor ? 0n : amountMinor - paidNowMinor);
			})
		);
	});
});
