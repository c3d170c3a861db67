import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountIn, barsOf, percentOf } from './shares';

const share = (label: string, count: number, minor: bigint, currency = 'EUR') => ({
	label,
	count,
	amounts: [{ minor, currency }]
});

describe('bars', () => {
	it('come with the largest amount first, then the most cases', () => {
		const bars = barsOf([share('a', 1, 10n), share('b', 2, 90n), share('c', 3, 10n)], 'EUR');
		expect(bars.map(({ label }) => label)).toEqual(['b', 'c', 'a']);
	});

	it('leave out what has no amount in the currency', () => {
		expect(barsOf([share('a', 1, 10n, 'GBP')], 'EUR')).toEqual([]);
		expect(amountIn([{ minor: 5n, currency: 'GBP' }], 'EUR')).toBe(0n);
	});
});

describe('a share of the whole', () => {
	it('is a whole percentage, and nothing of nothing', () => {
		expect(percentOf(1n, 3n)).toBe(33);
		expect(percentOf(0n, 0n)).toBe(0);
	});

	it('stays between 0 and 100', () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n), (part, rest) => {
				const percent = percentOf(part, part + rest);
				expect(percent).toBeGreaterThanOrEqual(0);
				expect(percent).toBeLessThanOrEqual(100);
			})
		);
	});
});
