import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { whyOneByOne } from './sign-many';

const FINE = { isSpoken: false, isCustomerAsked: false, isReduced: false };
const why = (minor: bigint, more: object = {}, limit = money(50_000n, 'EUR')) =>
	whyOneByOne({ amount: money(minor, 'EUR'), limit, ...FINE, ...more });

test.each([
	[50_000n, {}, null],
	[50_001n, {}, 'sign_many_above'],
	[1n, { isSpoken: true }, 'sign_many_words'],
	[1n, { isCustomerAsked: true }, 'sign_many_words'],
	[1n, { isReduced: true }, 'sign_many_words']
] as const)('%d, %o: %s', (minor, more, is) => expect(why(minor, more)).toBe(is));

test('in another currency, or without a limit, each is read by itself', () => {
	expect(why(1n, {}, money(50_000n, 'USD'))).toBe('sign_many_above');
	expect(why(1n, {}, money(0n, 'EUR'))).toBe('sign_many_above');
});

test('nothing above the limit is ever signed together with others, nor over words', () => {
	const minor = fc.bigInt({ min: 1n, max: 1_000_000n });
	fc.assert(
		fc.property(minor, minor, fc.boolean(), fc.boolean(), (amount, most, isSpoken, isReduced) => {
			const is = why(amount, { isSpoken, isReduced }, money(most, 'EUR'));
			expect(is === null).toBe(amount <= most && !isSpoken && !isReduced);
		})
	);
});
