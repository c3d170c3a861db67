import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { amountsInText } from './amounts-in-text';

const named = (text: string, currency = 'EUR') => [...amountsInText(text, currency).sure];
const possible = (text: string, currency = 'EUR') => [...amountsInText(text, currency).possible];

describe('amounts a text names', () => {
	it.each([
		['Nous vous accordons 500 €.', 50_000n],
		['Nous vous accordons 500,00 €.', 50_000n],
		['We credit you €500.', 50_000n],
		['We credit you EUR 500', 50_000n],
		['Avoir de 500EUR', 50_000n],
		['Wir schreiben 1.234,50 € gut', 123_450n],
		['un avoir de 1 234,50 €', 123_450n],
		['un avoir de 1\u00a0234,50 €', 123_450n],
		['un avoir de 1\u202f234,50 €', 123_450n],
		['a credit of 1,234.50', 123_450n],
		['a credit of 1,234', 123_400n],
		['Gutschrift 1’234.50', 123_450n],
		['500 euros', 50_000n],
		['500euros', 50_000n],
		['500eur', 50_000n],
		['eine 500-Euro-Gutschrift', 50_000n],
		['Avoir n° 3\n500 €', 50_000n],
		['Avoir n° 3\r\n500 €', 50_000n],
		['de 300-500 €', 50_000n],
		['de 300/500€', 50_000n],
		['(500)', 50_000n]
	])('%s', (text, minor) => expect(named(text)).toContain(minor));

	it('reads no number across the end of a line', () => {
		for (const text of ['Avoir n° 3\n500 €', 'lot 3\u2028500 €'])
			expect(possible(text)).not.toContain(350_000n);
	});

	it.each([
		['500k€', 50_000n],
		['500k€', 50_000_000n],
		['500 k€', 50_000_000n],
		['0,5 kEUR', 50_000n],
		['500/300 €', 50_000n],
		['500/300 €', 30_000n],
		['500-300 €', 50_000n],
		['500-300 €', 30_000n],
		['lot 12 500 €', 50_000n],
		['lot 12 500 €', 1_250_000n],
		['lots 12 500 300 €', 50_000n],
		['500,300 €', 30_000n],
		['500HT', 50_000n],
		['500€50', 50_050n]
	])('possibly: %s', (text, minor) => expect(possible(text)).toContain(minor));

	it.each(['500k€', '500 k€', '500/300 €', '500-300 €', 'lot 12 500 €', '500kg'])(
		'somebody has to look at %s',
		(text) => {
			expect(possible(text)).toContain(50_000n);
			expect(named(text)).not.toContain(50_000n);
		}
	);

	it.each([
		'Litige LIT-2026-000500',
		'Facture F500',
		'le 12.05.2026',
		'le 12/05/2026',
		'remise de 500 %',
		'remise de 500%',
		'Facture FA2026/500',
		'rien'
	])('no amount: %s', (text) => expect(possible(text)).not.toContain(50_000n));

	it('is soon done with a text of nothing but numbers', () => {
		expect(possible('1 '.repeat(2500))).toEqual([100n]);
	});

	it('counts what has no decimals', () => expect(named('¥1,500', 'JPY')).toContain(1_500n));
});

it('finds every amount as any language writes it, whatever stands around it', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 1n, max: 999_999_999n }),
			fc.constantFrom('EUR', 'GBP', 'USD', 'JPY', 'TND'),
			fc.constantFrom(...LANGUAGES),
			(minor, currency, language) => {
				const written = formatMoney(money(minor, currency), language);
				expect(named(`Accord : ${written}, comme convenu.`, currency)).toContain(minor);
			}
		)
	);
});

/** Ordinary ways to write an amount of whole units, and what may stand around it. */
const UNITS = ['€', ' €', '\u00a0€', 'EUR', ' EUR', 'eur', 'euros', ' Euro', 'k€', ' HT', 'TTC'];
const AROUND = ['', 'lot 12 ', 'n° 3\n', '300/', '300-', '300 / ', 'de 300 à ', '(', '€', 'EUR '];

it('no ordinary way to write an amount hides it', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 1n, max: 999n }),
			fc.constantFrom(...AROUND),
			fc.constantFrom(...UNITS),
			fc.constantFrom('', '.', ',', '/300 €', '-300 €', '\n200'),
			(units, before, unit, after) => {
				const text = `${before}${units}${unit}${after}`;
				expect(possible(text)).toContain(units * 100n);
			}
		)
	);
});

it('numbers joined by a space count joined and apart', () => {
	const group = fc.integer({ min: 100, max: 999 });
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 999 }),
			group,
			fc.constantFrom(' ', '\u00a0', '\u202f'),
			(a, b, space) => {
				const found = possible(`${a}${space}${b} €`);
				for (const units of [a, b, a * 1000 + b]) expect(found).toContain(BigInt(units) * 100n);
			}
		)
	);
});

it('whatever is sure is possible, of any text', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .,/-€km\n%aF’') }), (text) => {
			const all = new Set(possible(text));
			for (const minor of named(text)) expect(all).toContain(minor);
		})
	);
});
