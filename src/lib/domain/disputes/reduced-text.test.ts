import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { LANGUAGES } from '$lib/i18n/language';
import { amountsInText } from './amounts-in-text';
import { wrongReducedText, type ReducedText } from './reduced-text';

const ASKED = 'Nous vous accordons un avoir de 500 €.';
const given = (text: string, more: Partial<ReducedText> = {}) =>
	wrongReducedText({
		...{ currency: 'EUR', beforeMinor: [50_000n], toMinor: 30_000n },
		...{ before: ASKED, text, isConfirmed: false, ...more }
	});

describe('words for less than they were written for', () => {
	it('never name only what is not given any more, whoever confirms it', () => {
		for (const isConfirmed of [true, false]) {
			expect(given(ASKED, { isConfirmed })).toBe('text_names_old');
			expect(given('We credit you €500.00.', { isConfirmed })).toBe('text_names_old');
		}
	});

	it('may name both amounts, said to fit', () => {
		const both = 'Sur les 500 € contestés, nous accordons 300 €.';
		expect(given(both)).toBe('text_not_confirmed');
		expect(given(both, { isConfirmed: true })).toBeNull();
	});

	it('are changed, or said to fit', () => {
		const before = 'Le tarif de mars s’applique.';
		expect(given(before, { before })).toBe('text_not_confirmed');
		expect(given(` ${before}\n`, { before })).toBe('text_not_confirmed');
		expect(given(before, { before, isConfirmed: true })).toBeNull();
		expect(given('Sans le transport.', { before })).toBeNull();
	});

	it('do not name what an earlier level took back either', () => {
		const more = { beforeMinor: [50_000n, 40_000n], before: 'Un avoir de 40 cartons.' };
		expect(given('Un avoir de 400 €.', more)).toBe('text_names_old');
		expect(given('Un avoir de 500 €.', more)).toBe('text_names_old');
		expect(given('Un avoir de 300 €.', more)).toBeNull();
	});

	it.each(['500k€', '500HT', '500-400 €', '500/400 €', 'Lot 12 500 €.'])(
		'may stand for it, said to fit: %s',
		(text) => {
			expect(given(text)).toBe('text_not_confirmed');
			expect(given(text, { isConfirmed: true })).toBeNull();
		}
	);

	it('name it whatever line it begins', () => {
		for (const text of ['Avoir n° 3\n500 €', '500euros', '500eur'])
			expect(given(text, { isConfirmed: true })).toBe('text_names_old');
	});

	it('are not empty', () => expect(given('  ', { isConfirmed: true })).toBe('required'));
});

it('no words that pass name an old amount without the new one', () => {
	const amount = fc.bigInt({ min: 1n, max: 10_000_000n });
	fc.assert(
		fc.property(
			fc.tuple(amount, amount).filter(([a, b]) => a !== b),
			fc.constantFrom(...LANGUAGES),
			fc.boolean(),
			([from, toMinor], language, isConfirmed) => {
				const text = `… ${formatMoney(money(from, 'EUR'), language)} …`;
				const more = { beforeMinor: [from], toMinor, before: '', isConfirmed };
				const isReadable = amountsInText(text, 'EUR').possible.has(toMinor);
				// A part of it may be the new amount: somebody says so.
				if (!isReadable) expect(given(text, more)).toBe('text_names_old');
				else if (!isConfirmed) expect(given(text, more)).toBe('text_not_confirmed');
			}
		)
	);
});
