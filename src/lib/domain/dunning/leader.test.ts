import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { assessItems } from './collectible';
import { coverWithCredits } from './credit-cover';
import type { OpenItem } from './decision';
import { facts, lateBy, openItem } from './facts.testing';
import { byAge, leaderOf } from './leader';

const oldestFirst = (...openItems: OpenItem[]) => assessItems(facts({ openItems })).sort(byAge);
const leads = (...openItems: OpenItem[]) =>
	leaderOf(oldestFirst(...openItems), () => false)?.invoiceId;
const named = (invoiceId: string, days: number, overrides: Partial<OpenItem> = {}) =>
	lateBy(days, { invoiceId, number: `F-${invoiceId}`, ...overrides });

describe('the leader', () => {
	it('is the oldest due invoice, whatever its amount', () => {
		expect(leads(named('a', 3), named('b', 9, { openMinor: 1n }))).toBe('b');
	});

	it('is the highest of the same day, then the first number', () => {
		expect(leads(named('a', 3, { openMinor: 5n }), named('b', 3, { openMinor: 6n }))).toBe('b');
		expect(leads(named('b', 3), named('a', 3))).toBe('a');
	});

	it('has something to collect and a due date', () => {
		const disputed = named('a', 30, { disputedMinor: 100_000n });
		const undated = openItem({ invoiceId: 'b', dueOn: null });
		expect(leads(disputed, undated, named('c', -8))).toBe('c');
		expect(leads(disputed, undated)).toBeUndefined();
	});
});

describe('an invoice the scenario has nothing left to say about', () => {
	const past = (daysLate: number) => daysLate > 90;

	it('no longer holds back the newer ones', () => {
		const leader = leaderOf(oldestFirst(named('a', 200), named('b', 3)), (l) => past(l.daysLate));
		expect(leader?.invoiceId).toBe('b');
	});

	it('leads where there is no other', () => {
		const leader = leaderOf(oldestFirst(named('a', 200), named('b', 100)), (l) => past(l.daysLate));
		expect(leader?.invoiceId).toBe('a');
	});
});

describe('money that is not allocated yet', () => {
	const cover = (credit: bigint, currency = 'EUR') =>
		coverWithCredits(oldestFirst(named('old', 40), named('new', -20, { openMinor: 20_000n })), [
			money(credit, currency)
		]).assessed.map(({ item, reasons }) => [
			item.invoiceId,
			item.collectibleMinor,
			reasons.map(({ code }) => code)
		]);

	it('settles the oldest invoice first: a payment not booked yet is not chased because of a new invoice', () => {
		expect(cover(100_000n)).toEqual([
			['old', 0n, ['credit_covers']],
			['new', 20_000n, []]
		]);
	});

	it('that covers an invoice only in part covers no later one', () => {
		expect(cover(99_999n)).toEqual([
			['old', 100_000n, []],
			['new', 20_000n, []]
		]);
	});

	it('covers all when it is the sum of all', () => {
		expect(cover(120_000n)).toEqual([
			['old', 0n, ['credit_covers']],
			['new', 0n, ['credit_covers']]
		]);
	});

	it('of another currency covers nothing', () => {
		expect(cover(900_000n, 'USD')).toEqual([
			['old', 100_000n, []],
			['new', 20_000n, []]
		]);
	});
});
