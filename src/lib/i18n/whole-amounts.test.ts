import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { evidenceText } from '$lib/domain/evidence';
import { formatMoney } from './format';
import { LANGUAGES } from './language';
import { wholeAmounts } from './whole-amounts';

test('an amount that was kept is read again in one piece, whatever the language', () => {
	const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
	const currencies = fc.constantFrom('EUR', 'GBP', 'USD');
	fc.assert(
		fc.property(amounts, currencies, fc.constantFrom(...LANGUAGES), (minor, currency, language) => {
			const kept = evidenceText([
				`Le paiement de ${formatMoney(money(minor, currency), language)}.`
			]);
			const amount = wholeAmounts(kept).replace('Le paiement de ', '');
			expect(amount).not.toContain(' ');
		})
	);
});

test('words and days stay as they are', () => {
	const line = 'Versement 2, le 28 avril 2026 : factures 12 et 13.';
	expect(wholeAmounts(line)).toBe(line);
});
