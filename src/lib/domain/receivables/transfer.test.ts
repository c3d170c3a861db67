import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_REFERENCE, payeeOf, transferReference } from './transfer';

it('is paid to whoever the account belongs to', () => {
	expect(payeeOf({ name: 'Gantier', legalName: 'Gantier Bois SAS' })).toBe('Gantier Bois SAS');
	expect(payeeOf({ name: 'Gantier', legalName: ' ' })).toBe('Gantier');
});

describe('the reference of a transfer', () => {
	it('is the number of the one invoice', () => {
		expect(transferReference('C-10482', ['F-2026-0117'])).toBe('F-2026-0117');
	});
	it('names the customer and the numbers of several', () => {
		expect(transferReference('C-1', ['F-1', 'F-2'])).toBe('C-1 F-1 F-2');
	});
	it('is the code of the customer where nothing is named', () => {
		expect(transferReference('C-1', [])).toBe('C-1');
	});
});

const word = fc.stringMatching(/^[A-Z0-9-]{1,60}$/);

it('fits a transfer, holds whole numbers only, in their order, and leaves none out that had room', () => {
	fc.assert(
		fc.property(word, fc.array(word, { minLength: 2, maxLength: 20 }), (code, numbers) => {
			const text = transferReference(code, numbers);
			expect(text.length).toBeLessThanOrEqual(LONGEST_REFERENCE);
			const [first, ...said] = text.split(' ');
			expect(first).toBe(code);
			expect(said).toEqual(numbers.slice(0, said.length));
			const next = numbers[said.length];
			if (next !== undefined) expect(`${text} ${next}`.length).toBeGreaterThan(LONGEST_REFERENCE);
		})
	);
});
