import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readQuantity } from '$lib/domain/disputes/lines';
import { LANGUAGES } from '$lib/domain/language';
import { DECIMAL_SIGN, readAmount } from '$lib/i18n/read-amount';
import { newDraft } from './draft';
import { retyped, typedInLanguage } from './other-language';

const language = fc.constantFrom(...LANGUAGES);
const typedText = fc.stringMatching(/^-?\d{0,4}([.,]\d{0,3}){0,2}$/);

it('whatever was typed is read as the same amount and the same quantity in the other language', () => {
	fc.assert(
		fc.property(language, language, typedText, (from, to, text) => {
			const draft = {
				...newDraft([], 'k', ''),
				...{ amounts: { a: text }, figures: { b: text } },
				paid: { on: '', amount: text, reference: '' }
			};
			const { amounts, figures, paid } = retyped(draft, from, to);
			for (const typed of [amounts.a, paid.amount])
				expect(readAmount(typed, 'EUR', to)).toBe(readAmount(text, 'EUR', from));
			expect(readQuantity(figures.b, DECIMAL_SIGN[to])).toBe(
				readQuantity(text, DECIMAL_SIGN[from])
			);
		})
	);
});
const sentWith = (...steps: string[]) => {
	const form = new FormData();
	for (const step of steps) form.append('step', step);
	return form;
};

it.each(LANGUAGES)('a form sent by a button of languages was typed in %s', (language) => {
	expect(typedInLanguage(sentWith(`from-${language}`))).toBe(language);
	expect(typedInLanguage(sentWith('message', `from-${language}`))).toBe(language);
});

it('sent by any other button, or with a language nobody speaks, it is sent', () => {
	for (const form of [sentWith(), sentWith('lines'), sentWith('from-xx'), sentWith('from-')])
		expect(typedInLanguage(form)).toBeNull();
});
