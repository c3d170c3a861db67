import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ANSWER_VERDICTS } from './schema';
import { isAboveSignIn, isOpinion, keptSignInAbove, signInAboveInput } from './sign-in-above';

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });

describe('an answer by a link alone', () => {
	it('counts up to the limit and not above it', () => {
		fc.assert(
			fc.property(amount, amount, (limit, contested) => {
				const limits = keptSignInAbove({ EUR: limit });
				expect(isAboveSignIn(limits, eur(contested))).toBe(contested > limit);
			})
		);
	});
	it('counts whatever the amount where the currency has no limit', () => {
		fc.assert(
			fc.property(amount, (contested) => {
				expect(isAboveSignIn({ USD: '0' }, eur(contested))).toBe(false);
				expect(isAboveSignIn({}, eur(contested))).toBe(false);
			})
		);
	});
});

test('passing on and asking back need no account', () => {
	expect(ANSWER_VERDICTS.filter(isOpinion)).toEqual(['customer_right', 'partly', 'customer_wrong']);
});

test('a limit is an amount of a currency', () => {
	expect(signInAboveInput.safeParse({ EUR: -1n }).success).toBe(false);
	expect(signInAboveInput.safeParse({ euro: 1n }).success).toBe(false);
	expect(keptSignInAbove(signInAboveInput.parse({ USD: 5n, EUR: 0n }))).toEqual({
		EUR: '0',
		USD: '5'
	});
});
