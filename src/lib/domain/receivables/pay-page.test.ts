import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../money';
import { isPayPage, payPageFor } from './pay-page';

const TEMPLATE = 'https://pay.example/x?a={amount}&c={currency}&r={reference}';

describe('a payment page', () => {
	test('is an https address that names nothing but the transfer', () => {
		expect(isPayPage(TEMPLATE)).toBe(true);
		expect(isPayPage('https://pay.example/our-house')).toBe(true);
		for (const wrong of [
			'http://pay.example/{amount}',
			'javascript:alert(1)',
			'https://who:secret@pay.example/',
			'https://pay.example/{customer}',
			'pay.example/{amount}',
			'https://{reference}.example:99999/'
		])
			expect(isPayPage(wrong), wrong).toBe(false);
	});

	test('says the sum, the currency and the reference', () => {
		expect(payPageFor(TEMPLATE, money(123_450n, 'EUR'), 'C-1 FA/7')).toBe(
			'https://pay.example/x?a=1234.50&c=EUR&r=C-1%20FA%2F7'
		);
		expect(payPageFor(TEMPLATE, money(1200n, 'JPY'), 'R')).toContain('a=1200&c=JPY');
	});

	test('there is none where the creditor has none, or nothing is due', () => {
		expect(payPageFor('', money(100n, 'EUR'), 'R')).toBeNull();
		expect(payPageFor(TEMPLATE, money(0n, 'EUR'), 'R')).toBeNull();
	});

	test('whatever a reference holds, it stays one value of the same page', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii' }), (reference) => {
				const url = new URL(payPageFor(TEMPLATE, money(1n, 'EUR'), reference)!);
				expect(url.host).toBe('pay.example');
				expect(url.searchParams.get('r')).toBe(reference);
			})
		);
	});
});
