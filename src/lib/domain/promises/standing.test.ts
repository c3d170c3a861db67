import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import {
	contestedOfMissing,
	graceEndsOn,
	leftMinor,
	standingOf,
	standingOfPlan,
	type PromiseFacts,
	type PromiseStanding,
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
	contestedMinor: 0n,
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

describe('a plan', () => {
	const [first, second, third] = [DUE, addDays(DUE, 30), addDays(DUE, 60)] as const;
	const stands = (...standings: PromiseStanding[]) =>
		standingOfPlan(
			standings.map((standing, place) => ({ standing, dueOn: [first, second, third][place]! }))
		);

	it('stands as its first payment that is not kept, on the day of that payment', () => {
		expect(stands('open', 'open')).toEqual({ standing: 'open', dueOn: first });
		expect(stands('kept', 'open', 'open')).toEqual({ standing: 'open', dueOn: second });
		expect(stands('kept_late', 'open')).toEqual({ standing: 'kept_late', dueOn: first });
	});

	it('is broken on the day that passed, whatever is still to come', () => {
		expect(stands('broken', 'open')).toEqual({ standing: 'broken', dueOn: first });
		expect(stands('kept', 'broken', 'open')).toEqual({ standing: 'broken', dueOn: second });
		// Money that came late is worth less of a word than money that did not come.
		expect(stands('kept_late', 'broken', 'open')).toEqual({ standing: 'broken', dueOn: second });
	});

	it('is kept with its last payment', () => {
		expect(stands('kept', 'kept')).toMatchObject({ standing: 'kept' });
	});
});

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

	it('is not broken by what is contested, and is by a cent beside it', () => {
		const part = (paidInTimeMinor: bigint) =>
			item({ paidInTimeMinor, paidNowMinor: paidInTimeMinor, contestedMinor: 300n });
		expect(standingOf(promised({ items: [part(200n)] }), on(1))).toBe('kept');
		expect(standingOf(promised({ items: [part(199n)] }), on(1))).toBe('broken');
		expect(leftMinor(part(200n))).toBe(0n);
		const late = { ...part(199n), paidNowMinor: 200n };
		expect(standingOf(promised({ items: [late] }), on(1))).toBe('kept_late');
	});

	it('excuses what no free money was left for, never more than is missing nor than is contested', () => {
		expect(contestedOfMissing(600n, { openMinor: 600n, disputedMinor: 600n })).toBe(600n);
		// Of a part that was promised, what is free is waited for first.
		expect(contestedOfMissing(400n, { openMinor: 1000n, disputedMinor: 600n })).toBe(0n);
		const minor = fc.bigInt({ min: 0n, max: 1000n });
		fc.assert(
			fc.property(minor, minor, minor, (missing, free, disputedMinor) => {
				const openMinor = free + disputedMinor;
				const excused = contestedOfMissing(missing, { openMinor, disputedMinor });
				expect(excused).toBeGreaterThanOrEqual(0n);
				expect(excused).toBeLessThanOrEqual(missing);
				if (missing <= openMinor) expect(excused).toBeLessThanOrEqual(disputedMinor);
			})
		);
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
