import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../language';
import { toDecimal } from '../money';
import { detectDecimalMark, readAmount } from './amounts';
import { readCountry, readCurrency, readEmail, readFlag, readLanguage, readRole } from './cells';
import { detectDateOrder, readDate } from './dates';

describe('amounts', () => {
	test.each([
		['1.234,56', ',', 123456n],
		['1,234.56', '.', 123456n],
		['1 234,56 €', ',', 123456n],
		['1\u202f234,56\u00a0€', ',', 123456n],
		['EUR 12', ',', 1200n],
		['1.234', ',', 123400n],
		['1.234', '.', null],
		['(123.45)', '.', -12345n],
		['123,45-', ',', -12345n],
		['-5', '.', -500n],
		['12,34,56', ',', null],
		['=1+1', '.', null],
		['douze', ',', null],
		['1.234,56', '.', null]
	] as const)('%j with the mark %s is %s', (text, mark, minor) => {
		expect(readAmount(text, 'EUR', mark)).toBe(minor);
	});

	test.each([
		[['1.234,56', '12'], ',', { mark: ',', sure: true }],
		[['1,234.56', '1,234'], ';', { mark: '.', sure: true }],
		[['55.94', '61.74'], ',', { mark: '.', sure: true }],
		[['1.234.567'], ';', { mark: ',', sure: true }],
		[['1.234', '5.678'], ';', { mark: ',', sure: false }],
		[['1,50', '1.50'], ';', { mark: ',', sure: false }],
		[['100', '200'], ',', { mark: '.', sure: true }]
	] as const)('the decimal mark of %j', (texts, separator, detected) => {
		expect(detectDecimalMark(texts, separator)).toEqual(detected);
	});
});

describe('dates', () => {
	test.each([
		['2026-02-03', 'dmy', '2026-02-03'],
		['03/02/2026', 'dmy', '2026-02-03'],
		['2/3/2026', 'mdy', '2026-02-03'],
		['03.02.26', 'dmy', '2026-02-03'],
		['20260203', 'ymd', '2026-02-03'],
		['03022026', 'dmy', '2026-02-03'],
		['2026-02-03T00:00:00', 'dmy', '2026-02-03'],
		['3 févr. 2026', 'ymd', '2026-02-03'],
		['03-FEB-26', 'dmy', '2026-02-03'],
		['31/02/2026', 'dmy', null],
		['02/31/2026', 'mdy', null],
		['13/13/2026', 'dmy', null],
		['03/02/2026', 'ymd', null],
		['demain', 'dmy', null],
		['01/01/0026', 'dmy', null]
	] as const)('%j read as %s is %s', (text, order, day) => {
		expect(readDate(text, order)).toBe(day);
	});

	test.each([
		[['1/2/2013', '2/25/2013'], { order: 'mdy', sure: true }],
		[['1/2/2013', '25/2/2013'], { order: 'dmy', sure: true }],
		[['2013-01-02'], { order: 'ymd', sure: true }],
		[['20130102', '20130201'], { order: 'ymd', sure: true }],
		[['1/2/2013', '3/4/2013'], { order: 'dmy', sure: false }],
		[['2/25/2013', '25/2/2013'], { order: 'dmy', sure: false }],
		[[], { order: 'dmy', sure: false }]
	] as const)('the order of %j', (texts, detected) => {
		expect(detectDateOrder(texts)).toEqual(detected);
	});
});

describe('words', () => {
	test('a flag is yes, no or unreadable', () => {
		expect(['Yes', 'oui', 'X', '1', 'VRAI'].map(readFlag)).toEqual([true, true, true, true, true]);
		expect(['No', 'non', '', '0', 'Faux'].map(readFlag)).toEqual([
			false,
			false,
			false,
			false,
			false
		]);
		expect(readFlag('peut-être')).toBeNull();
	});

	test('a language is one of ours, none said, or one we do not write', () => {
		const cells = [
			'Français',
			'FR-fr',
			'anglais',
			'en_GB',
			'',
			'nl',
			'Deutsch',
			'de-AT',
			'español'
		];
		expect(cells.map(readLanguage)).toEqual([
			...['fr', 'fr', 'en', 'en', null, undefined],
			...['de', 'de', 'es']
		]);
	});

	test('a role is understood in both languages', () => {
		expect(
			['Recouvrement', 'Comptabilité fournisseurs', 'Accounts payable', 'Acheteur', ''].map(
				readRole
			)
		).toEqual(['collections', 'billing', 'billing', 'other', null]);
	});

	test('currencies, countries and addresses are checked', () => {
		expect(['eur', '€', 'XXZ', 'US'].map(readCurrency)).toEqual(['EUR', 'EUR', null, null]);
		expect(['fr', '391', 'FRA'].map(readCountry)).toEqual(['FR', null, null]);
		expect(['Compta@Client.FR', 'compta@', 'a b@c.fr'].map(readEmail)).toEqual([
			'compta@client.fr',
			null,
			null
		]);
	});
});

describe('properties', () => {
	const minor = fc.bigInt({ min: 0n, max: 10n ** 13n });

	test('an amount written either way is read back exactly', () => {
		fc.assert(
			fc.property(minor, fc.constantFrom('EUR', 'JPY', 'TND'), (amount, currency) => {
				const [whole = '', fraction] = toDecimal({ minor: amount, currency }).split('.');
				const grouped = (group: string, mark: string) =>
					whole.replace(/\B(?=(\d{3})+$)/g, group) +
					(fraction === undefined ? '' : mark + fraction);
				expect(readAmount(grouped('.', ','), currency, ',')).toBe(amount);
				expect(readAmount(grouped(',', '.'), currency, '.')).toBe(amount);
				expect(readAmount(grouped('\u00a0', ','), currency, ',')).toBe(amount);
			})
		);
	});

	test('a day written in an order is read back in that order', () => {
		const day = fc
			.date({ min: new Date('1980-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
			.map((d) => d.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, (iso) => {
				const [year, month, date] = iso.split('-').map(Number);
				expect(readDate(`${date}/${month}/${year}`, 'dmy')).toBe(iso);
				expect(readDate(`${month}/${date}/${year}`, 'mdy')).toBe(iso);
				expect(readDate(iso.replaceAll('-', ''), 'ymd')).toBe(iso);
			})
		);
	});

	test('no text makes a reader fail', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
				readAmount(text, 'EUR', ',');
				readDate(text, 'mdy');
				readFlag(text);
				expect([null, undefined, ...LANGUAGES]).toContain(readLanguage(text));
			})
		);
	});
});
