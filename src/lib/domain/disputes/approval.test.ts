import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { levelsAbout, levelsFor, limitFor, type ApprovalRule } from './approval';
import { CLAIM_TYPES, REASON_CATEGORIES } from './reasons';

const rule = (aboveMinor: bigint, more: Partial<ApprovalRule> = {}): ApprovalRule => ({
	...{ category: null, claimType: null, aboveMinor, approverId: null },
	...more
});
const QUALITY = { category: 'quality', claimType: 'non_trade' } as const;
const house = {
	currency: 'EUR',
	rules: [
		rule(1_000_000n, { approverId: 'director' }),
		rule(100_000n),
		rule(20_000n, { category: 'quality' }),
		rule(500_000n, { claimType: 'trade' }),
		rule(0n, { category: 'price', claimType: 'trade', approverId: 'sales' })
	]
};
const eur = (minor: bigint) => money(minor, 'EUR');
const above = (about: Parameters<typeof levelsFor>[1], minor: bigint) =>
	levelsFor(house, about, eur(minor)).map(({ aboveMinor }) => aboveMinor);

describe('who signs', () => {
	it('is nobody at the limit, one above it, two above the second', () => {
		const other = { category: 'other', claimType: 'non_trade' } as const;
		expect(above(other, 100_000n)).toEqual([]);
		expect(above(other, 100_001n)).toEqual([100_000n]);
		expect(above(other, 1_000_001n)).toEqual([100_000n, 1_000_000n]);
	});

	it.each([
		['its category before everything', QUALITY, [20_000n]],
		['its type before everything', { category: 'other', claimType: 'trade' }, [500_000n]],
		['both before its type', { category: 'price', claimType: 'trade' }, [0n]],
		[
			'everything where nothing else is said',
			{ category: 'price', claimType: 'non_trade' },
			[100_000n, 1_000_000n]
		]
	] as const)('is said of %s', (_, about, levels) => {
		expect(levelsAbout(house.rules, about).map(({ aboveMinor }) => aboveMinor)).toEqual(levels);
	});

	it('is every level in another currency, however small the amount', () => {
		expect(levelsFor(house, { ...QUALITY, category: 'other' }, money(1n, 'JPY'))).toHaveLength(2);
	});

	it('is nobody where no money is given, or no rule is kept', () => {
		expect(levelsFor(house, QUALITY, eur(0n))).toEqual([]);
		expect(levelsFor({ ...house, rules: [] }, QUALITY, eur(9_000_000n))).toEqual([]);
	});
});

describe('what one person gives alone', () => {
	it('is up to the lowest level', () => {
		expect(limitFor(house, QUALITY, 'EUR')).toEqual(eur(20_000n));
	});

	it('is nothing in another currency and anything without a rule', () => {
		expect(limitFor(house, QUALITY, 'JPY')).toEqual(money(0n, 'JPY'));
		expect(limitFor({ ...house, rules: [] }, QUALITY, 'EUR')).toBeNull();
	});
});

const anyClaim = fc.record({
	category: fc.constantFrom(...REASON_CATEGORIES),
	claimType: fc.constantFrom(...CLAIM_TYPES)
});
const anyRules = fc.array(
	fc.record({
		category: fc.option(fc.constantFrom(...REASON_CATEGORIES)),
		claimType: fc.option(fc.constantFrom(...CLAIM_TYPES)),
		aboveMinor: fc.bigInt({ min: 0n, max: 1_000n }),
		approverId: fc.constant(null)
	}),
	{ maxLength: 12 }
);
const anyAmount = fc.bigInt({ min: 0n, max: 1_200n });

describe('properties', () => {
	it('more money never needs fewer signatures', () => {
		fc.assert(
			fc.property(anyRules, anyClaim, anyAmount, anyAmount, (rules, about, a, b) => {
				const needed = (minor: bigint) =>
					levelsFor({ rules, currency: 'EUR' }, about, eur(minor)).length;
				expect(needed(a + b)).toBeGreaterThanOrEqual(needed(a));
			})
		);
	});

	it('nobody signs up to the limit, somebody does above it', () => {
		fc.assert(
			fc.property(anyRules, anyClaim, anyAmount, (rules, about, minor) => {
				const matrix = { rules, currency: 'EUR' };
				const limit = limitFor(matrix, about, 'EUR');
				expect(levelsFor(matrix, about, eur(minor)).length > 0).toBe(
					limit !== null && minor > limit.minor
				);
			})
		);
	});

	it('the order in which rules were written changes nothing', () => {
		fc.assert(
			fc.property(anyRules, anyClaim, anyAmount, (rules, about, minor) => {
				const amounts = (written: ApprovalRule[]) =>
					levelsFor({ rules: written, currency: 'EUR' }, about, eur(minor)).map(
						({ aboveMinor }) => aboveMinor
					);
				expect(amounts([...rules].reverse())).toEqual(amounts(rules));
			})
		);
	});
});
