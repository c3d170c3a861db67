import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { inOrder, WORK_KINDS, type Work } from './order';
import { scoreOf } from './score';

const account = (minor: bigint | null, daysLate: number) =>
	scoreOf({ kind: 'account', minor, daysLate });

test('neither the amount alone nor the age alone decides', () => {
	// A little more money today weighs less than a little less of it that is months late.
	expect(account(120_000n, 1)).toBeLessThan(account(100_000n, 90));
	// A cent that is old weighs less than a large sum that is due since yesterday.
	expect(account(1n, 365)).toBeLessThan(account(5_000_000n, 1));
});

test('a broken promise weighs more than the same amount nobody promised; a customer who wrote is not buried by small sums', () => {
	expect(scoreOf({ kind: 'promise', minor: 50_000n, daysLate: 10 })).toBeGreaterThan(
		account(50_000n, 10)
	);
	expect(scoreOf({ kind: 'mail_reply', minor: null, daysLate: 0 })).toBeGreaterThan(
		account(20_000n, 10)
	);
});

const anyMinor = fc.bigInt({ min: 0n, max: 10n ** 15n });
const days = fc.integer({ min: 0, max: 4_000 });

test('more money late never ranks lower, nor do more days, all else equal', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...WORK_KINDS),
			...[anyMinor, anyMinor, days, days],
			(kind, one, other, early, late) => {
				const [less, more] = (one < other ? [one, other] : [other, one]) as [bigint, bigint];
				const [few, many] = (early < late ? [early, late] : [late, early]) as [number, number];
				const score = (minor: bigint, daysLate: number) => scoreOf({ kind, minor, daysLate });
				expect(score(more, few)).toBeGreaterThanOrEqual(score(less, few));
				expect(score(less, many)).toBeGreaterThanOrEqual(score(less, few));
				expect(score(more, many)).toBeGreaterThanOrEqual(score(less, few));
			}
		)
	);
});

test('in the order of a day, too, the larger of two that are otherwise the same comes first', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...WORK_KINDS),
			anyMinor,
			anyMinor,
			days,
			(kind, one, other, late) => {
				fc.pre(one !== other);
				const row = (key: string, minor: bigint): Work => ({
					...{ key, kind, daysLeft: null, daysLate: late, amounts: [money(minor, 'EUR')] }
				});
				const rows = [row('a', one), row('b', other)];
				const [first] = inOrder(rows, 'EUR');
				expect(first!.key).toBe(one > other ? 'a' : 'b');
			}
		)
	);
});
