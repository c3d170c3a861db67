import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '$lib/domain/calendar';
import { facts, lateBy, TODAY } from '$lib/domain/dunning/facts.testing';
import { money } from '$lib/domain/money';
import { toChase, wasSpokenTo } from './to-chase';

const chased = (overrides: Parameters<typeof facts>[0]) => toChase(facts(overrides))?.amounts ?? [];

test('what is past due is chased, with the age of the oldest; what is not due yet is not', () => {
	const openItems = [lateBy(40), lateBy(3, { invoiceId: 'b' }), lateBy(-5, { invoiceId: 'c' })];
	expect(toChase(facts({ openItems }))).toEqual({
		amounts: [money(200_000n, 'EUR')],
		daysLate: 40,
		brokenOn: null
	});
});

test('contested, promised and credited amounts are never chased; the rest is', () => {
	expect(chased({ openItems: [lateBy(9, { disputedMinor: 100_000n })] })).toEqual([]);
	expect(chased({ openItems: [lateBy(9, { disputedMinor: 20_000n })] })).toEqual([
		money(80_000n, 'EUR')
	]);
	expect(chased({ openItems: [lateBy(9, { promisedMinor: 100_000n })] })).toEqual([]);
	expect(chased({ openItems: [lateBy(9)], credits: [money(100_000n, 'EUR')] })).toEqual([]);
	expect(chased({ openItems: [lateBy(9)], credits: [money(100_000n, 'USD')] })).toEqual([
		money(100_000n, 'EUR')
	]);
});

test('a paused account and one that lawyers have are left alone', () => {
	expect(chased({ holds: [{ kind: 'manual', reason: 'x' }] })).toEqual([]);
	const customer = { customerId: 'customer-1', directDebit: false, legalStage: true };
	expect(chased({ customer })).toEqual([]);
});

test('a word said lately is enough, unless a promise broke since', () => {
	const spoken = facts({
		policy: { ...facts().policy, minContactDelayDays: 5 },
		history: [{ stepKey: 's', leaderInvoiceId: 'invoice-1', on: addDays(TODAY, -2), counts: true }]
	});
	expect(wasSpokenTo(spoken, { brokenOn: null })).toBe(true);
	expect(wasSpokenTo(spoken, { brokenOn: addDays(TODAY, -1) })).toBe(false);
	expect(wasSpokenTo({ ...spoken, today: addDays(TODAY, 3) }, { brokenOn: null })).toBe(false);
});

test('never more than what is open and not contested', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 0n, max: 100_000n }),
			fc.bigInt({ min: 0n, max: 100_000n }),
			(disputed, promised) => {
				const [sum] = chased({
					openItems: [lateBy(9, { disputedMinor: disputed, promisedMinor: promised })]
				});
				const free = 100_000n - disputed - promised;
				expect(sum?.minor ?? 0n).toBe(free > 0n ? free : 0n);
			}
		)
	);
});
