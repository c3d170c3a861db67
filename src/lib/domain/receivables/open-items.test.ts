import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectibleMinor, disputedMinor, openMinor } from './open-items';

describe('what is open', () => {
	it('is the total less what was allocated', () => {
		expect(openMinor(10_000n, [])).toBe(10_000n);
		expect(openMinor(10_000n, [{ amountMinor: 2_500n }, { amountMinor: 500n }])).toBe(7_000n);
	});

	it('grows again when an allocation is taken back', () => {
		expect(openMinor(10_000n, [{ amountMinor: 10_000n }, { amountMinor: -4_000n }])).toBe(4_000n);
	});

	it('is never negative', () => {
		expect(openMinor(10_000n, [{ amountMinor: 10_001n }])).toBe(0n);
	});
});

describe('what is disputed', () => {
	it('is the sum of the claims, capped at what is open', () => {
		expect(disputedMinor(10_000n, [])).toBe(0n);
		expect(disputedMinor(10_000n, [{ claimedMinor: 2_000n }, { claimedMinor: 3_000n }])).toBe(
			5_000n
		);
		expect(disputedMinor(4_000n, [{ claimedMinor: 2_000n }, { claimedMinor: 3_000n }])).toBe(
			4_000n
		);
	});

	it('is the whole invoice when the reason holds it whole', () => {
		expect(disputedMinor(10_000n, [{ claimedMinor: 1n, holdsWholeInvoice: true }])).toBe(10_000n);
	});
});

describe('what is collectible', () => {
	const parts = { openMinor: 1_000n, disputedMinor: 200n, promisedMinor: 300n, held: false };

	it('is what is neither disputed, promised nor held', () => {
		expect(collectibleMinor(parts)).toBe(500n);
		expect(collectibleMinor({ ...parts, promisedMinor: 900n })).toBe(0n);
		expect(collectibleMinor({ ...parts, held: true })).toBe(0n);
	});
});

describe('properties', () => {
	const amount = fc.bigInt({ min: -1_000n, max: 10_000n });

	it('keeps 0 ≤ disputed ≤ open and 0 ≤ collectible ≤ open − disputed', () => {
		fc.assert(
			fc.property(
				amount,
				fc.array(amount),
				fc.array(amount),
				amount,
				(total, paid, claimed, promisedMinor) => {
					const open = openMinor(
						total,
						paid.map((amountMinor) => ({ amountMinor }))
					);
					const disputed = disputedMinor(
						open,
						claimed.map((claimedMinor) => ({ claimedMinor }))
					);
					const parts = { openMinor: open, disputedMinor: disputed, promisedMinor, held: false };
					const collectible = collectibleMinor(parts);
					expect(disputed >= 0n && disputed <= open).toBe(true);
					expect(collectible >= 0n && collectible + disputed <= open).toBe(true);
				}
			)
		);
	});
});
