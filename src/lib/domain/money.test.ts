import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, decimalsOf, money, parseAmount, toDecimal, totals } from './money';

describe('an amount as people write it', () => {
	it.each([
		['1.234,56', 123_456n],
		['1,234.56', 123_456n],
		['1 234,56 €', 123_456n],
		['1\u00a0234,56\u00a0€', 123_456n],
		['1\u202f234,56', 123_456n],
		["1'234.56", 123_456n],
		['€ 12', 1_200n],
		['12 EUR', 1_200n],
		['EUR 12.5', 1_250n],
		['1234.5', 123_450n],
		['0,05', 5n],
		[',5', 50n],
		['-12,30', -1_230n],
		['+3', 300n],
		['1.234.567', 123_456_700n],
		['1.234.567,89', 123_456_789n],
		['12,3400', 1_234n],
		['0', 0n]
	])('%s', (text, minor) => {
		expect(parseAmount(text, 'EUR')).toBe(minor);
	});

	it.each([
		'',
		' ',
		'31/02',
		'12,345',
		'1.234,5.6',
		'1,23,456.00',
		'1,2.345,6',
		'abc',
		'12-',
		'1e3',
		'--1',
		'12 34 x',
		'.',
		'€'
	])('refuses "%s" rather than guess', (text) => {
		expect(parseAmount(text, 'EUR')).toBeNull();
	});

	it('reads three digits after one separator as thousands only when told the decimal mark', () => {
		expect(parseAmount('1.234', 'EUR')).toBeNull();
		expect(parseAmount('1.234', 'EUR', ',')).toBe(123_400n);
		expect(parseAmount('1.234', 'TND')).toBe(1_234n);
	});

	it('refuses three digits after the only separator even when they end in zeros', () => {
		for (const text of ['2,500', '2.500', '10,000', '100.000'])
			expect(parseAmount(text, 'EUR'), text).toBeNull();
		expect(parseAmount('2,500', 'EUR', '.')).toBe(250_000n);
		expect(parseAmount('2.500', 'EUR', ',')).toBe(250_000n);
		expect(parseAmount('2,500', 'EUR', ',')).toBeNull();
		expect(parseAmount('2.500', 'EUR', '.')).toBeNull();
		expect(parseAmount('1,000', 'JPY')).toBeNull();
		expect(parseAmount('2,500', 'TND', ',')).toBe(2_500n);
		expect(parseAmount('2500,000', 'EUR')).toBe(250_000n);
	});

	it('knows currencies without cents', () => {
		expect(parseAmount('1 500', 'JPY')).toBe(1_500n);
		expect(parseAmount('1500,5', 'JPY')).toBeNull();
		expect(decimalsOf('JPY')).toBe(0);
	});
});

describe('money', () => {
	it('is never added across currencies', () => {
		expect(add(money(1n, 'EUR'), money(2n, 'EUR'))).toEqual(money(3n, 'EUR'));
		expect(() => add(money(1n, 'EUR'), money(2n, 'USD'))).toThrow(RangeError);
	});

	it('has one total per currency', () => {
		expect(totals([money(1n, 'EUR'), money(5n, 'USD'), money(2n, 'EUR')])).toEqual([
			money(3n, 'EUR'),
			money(5n, 'USD')
		]);
		expect(totals([])).toEqual([]);
	});

	it.each([
		[5n, 'EUR', '0.05'],
		[-5n, 'EUR', '-0.05'],
		[123_450n, 'EUR', '1234.50'],
		[0n, 'EUR', '0.00'],
		[1_500n, 'JPY', '1500'],
		[1_500n, 'TND', '1.500']
	])('%s %s is written %s for machines', (minor, currency, text) => {
		expect(toDecimal(money(minor, currency))).toBe(text);
	});
});

describe('properties', () => {
	const currency = fc.constantFrom('EUR', 'JPY', 'TND', 'USD');

	it('reads back what it writes', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), currency, (minor, code) => {
				expect(parseAmount(toDecimal(money(minor, code)), code, '.')).toBe(minor);
			})
		);
	});

	it('never throws and never loses a digit silently', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom(...'0123456789.,- €'), maxLength: 12 }),
				(text) => {
					const minor = parseAmount(text, 'EUR');
					const typed = text.replace(/\D/g, '').replace(/^0+/, '');
					const kept = (minor ?? 0n).toString().replace('-', '');
					expect(
						minor === null || BigInt(typed || 0) === 0n || kept.startsWith(typed.replace(/0+$/, ''))
					).toBe(true);
				}
			)
		);
	});
});
