import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readsAsNumber } from '$lib/domain/fields/value';
import { LANGUAGES } from './language';
import { readDecimal, typedDecimal } from './read-decimal';

test.each([
	['1500,5', 'fr', '1500.5'],
	['1 500,5', 'fr', '1500.5'],
	['1\u202f500,5', 'fr', '1500.5'],
	['1.500', 'de', '1500'],
	['1,500', 'fr', '1.500'],
	['1,500.5', 'en', '1500.5'],
	['1,500', 'en', '1500'],
	['1500,5', 'en', '1500.5'],
	['1,500.5', 'fr', '1500.5'],
	['125.50', 'es', '125.50'],
	['0.125', 'fr', '0.125'],
	['−2,50', 'fr', '-2.50'],
	['1 500,5 €', 'fr', null],
	['1e5', 'en', null],
	['1.5.2', 'fr', null],
	['douze', 'fr', null],
	['', 'fr', null]
] as const)('%s typed in %s', (typed, language, read) => {
	expect(readDecimal(typed, language)).toBe(read);
});

test('what is shown in a form is read as what is kept', () => {
	const kept = fc.stringMatching(/^-?\d{1,15}(\.\d{1,6})?$/);
	fc.assert(
		fc.property(kept, fc.constantFrom(...LANGUAGES), (value, language) => {
			expect(readsAsNumber(value)).toBe(true);
			expect(readDecimal(typedDecimal(value, language), language)).toBe(value);
		})
	);
	expect(typedDecimal('•••', 'fr')).toBe('•••');
});
