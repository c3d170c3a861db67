import { describe, expect, it } from 'vitest';
import { typedIn } from '../../new/typed';
import { wordsOf } from './words-of';

const typed = {
	...typedIn(new FormData()),
	reason: 'price_unit',
	detail: '90,00',
	explanation: 'Le prix convenu.'
};
const known = {
	invoices: [],
	reason: { field: 'expected_price' as const },
	isSettled: true,
	said: { reasonCode: 'price_unit' }
};

describe('the words of a case whose invoices were paid meanwhile', () => {
	it('stay as they were said, the expected price too', () => {
		expect(wordsOf(typed, known, 'fr')).toEqual({
			explanation: 'Le prix convenu.',
			detail: '90,00'
		});
	});
	it('go along with the others under another reason, which asks for something else', () => {
		const other = { ...known, said: { reasonCode: 'quality' } };
		const { explanation, detail } = wordsOf(typed, other, 'fr');
		expect(detail).toBe('');
		expect(explanation).toContain('90,00');
	});
});
