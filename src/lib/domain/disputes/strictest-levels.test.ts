import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { levelsFor, limitFor, type ApprovalRule } from './approval';
import { CLAIM_TYPES, REASON_CATEGORIES } from './reasons';
import { strictestLevels, strictestLimit } from './strictest-levels';

const rule = (aboveMinor: bigint, more: Partial<ApprovalRule> = {}): ApprovalRule => ({
	...{ category: null, claimType: null, aboveMinor, approverId: null },
	...more
});
const QUALITY = { category: 'quality', claimType: 'non_trade' } as const;
const PRICE = { category: 'price', claimType: 'non_trade' } as const;
const OTHER = { category: 'other', claimType: 'non_trade' } as const;
const house = {
	currency: 'EUR',
	rules: [
		rule(50_000n, { category: 'quality', approverId: 'quality' }),
		rule(500_000n, { category: 'price' }),
		rule(600_000n, { category: 'price', approverId: 'director' })
	]
};
const signers = (claims: Parameters<typeof strictestLevels>[1], minor: bigint) =>
	strictestLevels(house, claims, money(minor, 'EUR')).map((one) => one.approverId ?? 'anybody');

describe('what was one claim and is another', () => {
	it('is signed as either of them is', () => {
		expect(signers([PRICE, QUALITY], 400_000n)).toEqual(['quality']);
		expect(signers([QUALITY, PRICE], 400_000n)).toEqual(['quality']);
		expect(signers([PRICE, OTHER], 400_000n)).toEqual([]);
	});

	it('needs everybody whom one of them names, and no more signatures than that', () => {
		expect(signers([PRICE, QUALITY], 550_000n)).toEqual(['quality']);
		expect(signers([PRICE, QUALITY], 700_000n)).toEqual(['quality', 'director']);
	});

	it('is given alone up to the lowest of their limits', () => {
		expect(strictestLimit(house, [PRICE, OTHER, QUALITY], 'EUR')).toEqual(money(50_000n, 'EUR'));
		expect(strictestLimit(house, [OTHER], 'EUR')).toBeNull();
	});
});

describe('of any matrix', () => {
	const claims = fc.array(
		fc.record({
			category: fc.constantFrom(...REASON_CATEGORIES),
			claimType: fc.constantFrom(...CLAIM_TYPES)
		}),
		{ minLength: 1, maxLength: 4 }
	);
	const rules = fc.array(
		fc.record({
			category: fc.option(fc.constantFrom(...REASON_CATEGORIES)),
			claimType: fc.option(fc.constantFrom(...CLAIM_TYPES)),
			aboveMinor: fc.bigInt(0n, 9n),
			approverId: fc.option(fc.constantFrom('a', 'b', 'c'))
		}),
		{ maxLength: 12 }
	);

	it('no claim it has been is signed by fewer, or without whom it names', () => {
		fc.assert(
			fc.property(rules, claims, fc.bigInt(1n, 10n), (kept, all, minor) => {
				const matrix = { rules: kept, currency: 'EUR' };
				const together = strictestLevels(matrix, all, money(minor, 'EUR'));
				for (const about of all) {
					const own = levelsFor(matrix, about, money(minor, 'EUR'));
					expect(together.length).toBeGreaterThanOrEqual(own.length);
					const named = own.flatMap(({ approverId }) => approverId ?? []);
					expect(together.map(({ approverId }) => approverId)).toEqual(
						expect.arrayContaining(named)
					);
				}
			})
		);
	});

	it('one claim is signed as it always was, and somebody signs exactly above what is given alone', () => {
		fc.assert(
			fc.property(rules, claims, fc.bigInt(1n, 10n), (kept, all, minor) => {
				const matrix = { rules: kept, currency: 'EUR' };
				const given = money(minor, 'EUR');
				const [first] = all;
				expect(strictestLevels(matrix, [first!, first!], given)).toEqual(
					levelsFor(matrix, first!, given)
				);
				expect(strictestLimit(matrix, [first!], 'EUR')).toEqual(limitFor(matrix, first!, 'EUR'));
				const limit = strictestLimit(matrix, all, 'EUR');
				expect(strictestLevels(matrix, all, given).length > 0).toBe(
					limit !== null && minor > limit.minor
				);
			})
		);
	});
});
