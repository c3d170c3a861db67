import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingOf, type ChargeDecision } from './standing';

const decided = (
	id: string,
	decision: ChargeDecision['decision'],
	amountMinor: bigint,
	chargeId: string | null = null
): ChargeDecision => ({ id, decision, amountMinor, chargeId });

test('claimed once, only what came since may be claimed', () => {
	expect(standingOf(1_200n, [decided('a', 'claimed', 1_000n)])).toMatchObject({
		claimedMinor: 1_000n,
		undecidedMinor: 200n,
		excessMinor: 0n
	});
});

test('a void claim is nobody’s debt and may be claimed again; what was waived may not', () => {
	const decisions = [
		decided('a', 'claimed', 1_000n),
		decided('b', 'void', 1_000n, 'a'),
		decided('c', 'waived', 300n)
	];
	expect(standingOf(1_200n, decisions)).toMatchObject({ claimedMinor: 0n, undecidedMinor: 900n });
});

test('an older payment found later shows a claim that went too far', () => {
	expect(standingOf(700n, [decided('a', 'claimed', 1_000n)])).toMatchObject({
		undecidedMinor: 0n,
		excessMinor: 300n
	});
});

test('nothing gets lost: accrued = claimed + waived + undecided − excess', () => {
	const amounts = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { maxLength: 6 });
	fc.assert(
		fc.property(
			fc.bigInt({ min: 0n, max: 30_000n }),
			amounts,
			amounts,
			(accrued, claims, waivers) => {
				const s = standingOf(accrued, [
					...claims.map((amount, n) => decided(`c${n}`, 'claimed', amount)),
					...waivers.map((amount, n) => decided(`w${n}`, 'waived', amount)),
					...(claims.length ? [decided('v', 'void', claims[0]!, 'c0')] : [])
				]);
				expect(s.claimedMinor + s.waivedMinor + s.undecidedMinor - s.excessMinor).toBe(accrued);
			}
		)
	);
});
