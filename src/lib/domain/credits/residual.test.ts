import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import type { OpenParts } from '$lib/domain/receivables/open-items';
import { isPostable, residualFate, shortened } from './residual';

const NOTHING: OpenParts = { disputedMinor: 0n, promisedMinor: 0n, heldMinor: 0n, dueMinor: 0n };
const limit = money(100n, 'EUR');
const fate = (parts: Partial<OpenParts>, currency = 'EUR', below = limit) =>
	residualFate({ ...NOTHING, ...parts }, { currency, limit: below });

describe('what a credit note leaves', () => {
	it.each([
		[{}, 'settled'],
		[{ dueMinor: 100n }, 'small'],
		[{ dueMinor: 101n }, 'chased'],
		[{ disputedMinor: 2n }, 'suspended'],
		[{ promisedMinor: 2n }, 'suspended'],
		[{ heldMinor: 2n }, 'suspended'],
		[{ dueMinor: 2n, disputedMinor: 1n }, 'chased'],
		[{ dueMinor: 2n, promisedMinor: 500n }, 'chased']
	] as const)('%o: %s', (parts, is) => expect(fate(parts)).toBe(is));

	it('is given up in no other currency, and nowhere without a limit', () => {
		expect(fate({ dueMinor: 1n }, 'USD')).toBe('chased');
		expect(fate({ dueMinor: 1n }, 'EUR', money(0n, 'EUR'))).toBe('chased');
	});
});

describe('a credit note', () => {
	const granted = money(20_000n, 'EUR');
	it.each([
		[20_000n, true],
		[19_900n, true],
		[19_899n, false],
		[20_001n, false],
		[0n, false],
		[-1n, false]
	])('of %d for 200.00', (posted, is) => expect(isPostable(granted, posted, limit)).toBe(is));

	it.each([
		[1n, false],
		[599n, false],
		[600n, true],
		[800n, true]
	])(
		'of %d for 8.00 is little less only beside what was granted, whatever the limit',
		(posted, is) => expect(isPostable(money(800n, 'EUR'), posted, money(1_000n, 'EUR'))).toBe(is)
	);

	it('that forgot its tax is taken, at every rate of Europe', () => {
		for (const rate of [5n, 10n, 20n, 27n])
			expect(isPostable(money(100n + rate, 'EUR'), 100n, limit)).toBe(true);
	});

	it('is exact where the house has no limit, or one of another currency', () => {
		expect(isPostable(granted, 19_999n, money(0n, 'EUR'))).toBe(false);
		expect(isPostable(granted, 19_999n, money(100n, 'USD'))).toBe(false);
		expect(isPostable(granted, 20_000n, money(0n, 'USD'))).toBe(true);
	});
});

const amount = fc.bigInt({ min: 0n, max: 100_000n });
it('nothing contested, promised or said to be paid is ever written off, nor more than the limit', () => {
	fc.assert(
		fc.property(amount, amount, amount, amount, amount, (dis, pro, held, due, most) => {
			const parts = { disputedMinor: dis, promisedMinor: pro, heldMinor: held, dueMinor: due };
			const is = fate(parts, 'EUR', money(most, 'EUR'));
			if (is === 'small') {
				expect([dis, pro, held]).toEqual([0n, 0n, 0n]);
				expect(due > 0n && due <= most).toBe(true);
			}
			expect(is === 'settled').toBe(dis + pro + held + due === 0n);
			// Whatever is asked for and not little goes back to its scenario.
			if (due > most) expect(is).toBe('chased');
		})
	);
});

it('a shortened credit note has its total, and gives no part more than was granted', () => {
	fc.assert(
		fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), amount, (sums, less) => {
			const parts = sums.map((amountMinor) => ({ amountMinor }));
			const all = sums.reduce((sum, one) => sum + one, 0n);
			const total = all > less ? all - less : 0n;
			const short = shortened(parts, total);
			expect(short.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(total);
			short.forEach((one, at) => expect(one.amountMinor <= sums[at]!).toBe(true));
			if (less === 0n) expect(short).toEqual(parts);
		})
	);
});

it('a credit note taken for less lacks no more than the limit, nor a quarter of the grant', () => {
	fc.assert(
		fc.property(amount, amount, amount, (minor, posted, most) => {
			if (!isPostable(money(minor, 'EUR'), posted, money(most, 'EUR'))) return;
			const lacking = minor - posted;
			expect(lacking >= 0n && lacking <= most && lacking * 4n <= minor).toBe(true);
		})
	);
});
