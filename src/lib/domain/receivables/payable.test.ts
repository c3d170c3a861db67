import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disputedMinor, payableMinor } from './open-items';

const claim = fc
	.record({
		claimedMinor: fc.bigInt({ min: 0n, max: 10_000n }),
		share: fc.bigInt({ min: 0n, max: 100n }),
		isDecided: fc.boolean(),
		holdsWholeInvoice: fc.boolean()
	})
	.map(({ share, ...rest }) => ({
		...rest,
		refusedMinor: rest.isDecided ? (rest.claimedMinor * share) / 100n : 0n
	}));

describe('what may be paid of an invoice', () => {
	test('what a decision refused, and nothing of what it accepted', () => {
		const decided = { claimedMinor: 300n, refusedMinor: 120n, isDecided: true };
		expect(payableMinor(1000n, [decided])).toBe(820n);
	});

	test('a reason that holds the whole invoice holds it until the decision', () => {
		const whole = { claimedMinor: 1000n, holdsWholeInvoice: true };
		expect(payableMinor(1000n, [{ ...whole, refusedMinor: 0n, isDecided: false }])).toBe(0n);
		expect(payableMinor(1000n, [{ ...whole, refusedMinor: 1000n, isDecided: true }])).toBe(1000n);
	});

	test('never less than what nobody contests, never more than what is open', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 20_000n }), fc.array(claim), (open, claims) => {
				const payable = payableMinor(open, claims);
				expect(payable).toBeGreaterThanOrEqual(open - disputedMinor(open, claims));
				expect(payable).toBeLessThanOrEqual(open);
			})
		);
	});
});
