import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedMinorFor, asksAmount, outcomeAllowed, OUTCOMES_BY_VERDICT } from './resolution';
import { CREDIT_OUTCOMES, OUTCOMES, VERDICTS } from './schema';

const ok = (acceptedMinor: bigint) => ({ ok: true, acceptedMinor });
const refused = (code: string) => ({ ok: false, code });

describe('the accepted amount', () => {
	it('is the whole claim when the customer is right and nothing when he is wrong', () => {
		expect(acceptedMinorFor('valid', 20_000n)).toEqual(ok(20_000n));
		expect(acceptedMinorFor('valid', 20_000n, 20_000n)).toEqual(ok(20_000n));
		expect(acceptedMinorFor('invalid', 20_000n)).toEqual(ok(0n));
		expect(acceptedMinorFor('invalid', 20_000n, 0n)).toEqual(ok(0n));
	});

	it('is what was typed when he is partly right', () => {
		expect(acceptedMinorFor('partly_valid', 20_000n, 1n)).toEqual(ok(1n));
		expect(acceptedMinorFor('partly_valid', 20_000n)).toEqual(refused('required'));
		expect(acceptedMinorFor('partly_valid', 20_000n, 0n)).toEqual(refused('amount_not_positive'));
		expect(acceptedMinorFor('partly_valid', 20_000n, 20_000n)).toEqual(refused('amount_invalid'));
	});

	it('never exceeds the claim and is never negative', () => {
		for (const verdict of VERDICTS) {
			expect(acceptedMinorFor(verdict, 20_000n, 20_001n)).toEqual(
				refused('accepted_above_claimed')
			);
			expect(acceptedMinorFor(verdict, 20_000n, -1n)).toEqual(refused('amount_not_positive'));
		}
	});

	it('is refused when it contradicts the verdict', () => {
		expect(acceptedMinorFor('valid', 20_000n, 5_000n)).toEqual(refused('amount_invalid'));
		expect(acceptedMinorFor('invalid', 20_000n, 5_000n)).toEqual(refused('amount_invalid'));
	});

	it('may be a gesture to somebody who is wrong', () => {
		expect(acceptedMinorFor('invalid', 20_000n, 5_000n, 'goodwill')).toEqual(ok(5_000n));
		expect(acceptedMinorFor('invalid', 20_000n, undefined, 'goodwill')).toEqual(
			refused('required')
		);
	});
});

describe('an outcome that gives no money back', () => {
	it.each(['information', 'replacement', 'no_action'] as const)(
		'%s accepts no amount',
		(outcome) => {
			for (const verdict of VERDICTS) {
				expect(acceptedMinorFor(verdict, 20_000n, undefined, outcome)).toEqual(ok(0n));
				expect(acceptedMinorFor(verdict, 20_000n, 0n, outcome)).toEqual(ok(0n));
				expect(acceptedMinorFor(verdict, 20_000n, 5_000n, outcome)).toEqual(
					refused('amount_invalid')
				);
				expect(asksAmount(verdict, outcome)).toBe(false);
			}
		}
	);

	it('is no corrected invoice: that one comes with the credit of the old one', () => {
		expect(acceptedMinorFor('valid', 20_000n, undefined, 'reinvoice')).toEqual(ok(20_000n));
		expect(acceptedMinorFor('partly_valid', 20_000n, 1n, 'reinvoice')).toEqual(ok(1n));
		expect(asksAmount('partly_valid', 'reinvoice')).toBe(true);
		expect(asksAmount('valid', 'reinvoice')).toBe(false);
	});
});

describe('the outcome', () => {
	it('fits the verdict', () => {
		expect(outcomeAllowed('valid', 'credit_full')).toBe(true);
		expect(outcomeAllowed('valid', 'no_action')).toBe(false);
		expect(outcomeAllowed('partly_valid', 'credit_full')).toBe(false);
		expect(outcomeAllowed('invalid', 'credit_partial')).toBe(false);
		expect(outcomeAllowed('invalid', 'goodwill')).toBe(true);
	});

	it('exists for some verdict, each of them', () => {
		const possible = new Set(Object.values(OUTCOMES_BY_VERDICT).flat());
		expect(possible).toEqual(new Set(OUTCOMES));
	});
});

describe('properties', () => {
	const amount = fc.bigInt({ min: -10n, max: 1_000n });

	it('accepts between nothing and the claim, or refuses', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...VERDICTS),
				fc.bigInt({ min: 1n, max: 900n }),
				fc.option(amount, { nil: undefined }),
				fc.constantFrom(...OUTCOMES),
				(verdict, claimed, typed, outcome) => {
					const result = acceptedMinorFor(verdict, claimed, typed, outcome);
					expect(
						!result.ok || (result.acceptedMinor >= 0n && result.acceptedMinor <= claimed)
					).toBe(true);
					if (result.ok && result.acceptedMinor > 0n) expect(CREDIT_OUTCOMES).toContain(outcome);
				}
			)
		);
	});
});
