import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { amountsInText } from './amounts-in-text';

const named = (text: string, currency = 'EUR') => [...amountsInText(text, currency)];

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
		['(500)', 50_000n]
	])('%s', (text, minor) => expect(named(text)).toContain(minor));

	it.each([
		'Litige LIT-2026-000500',
		'Facture F500',
		'le 12.05.2026',
		'le 12/05/2026',
		'remise de 500 %',
		'500kg',
		'rien'
	])('no amount: %s', (text) => expect(named(text)).not.toContain(50_000n));

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
