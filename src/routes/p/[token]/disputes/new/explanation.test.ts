import { expect, it } from 'vitest';
import { explanationIn } from './explanation';

const invoices = [
	{ id: 'one', hasOneLine: true },
	{ id: 'other', hasOneLine: true },
	{ id: 'long', hasOneLine: false }
];
const price = { invoices, reason: { field: 'expected_price' as const } };
const typed = { detail: ' 90,00 ', invoices: ['one'], part: 'whole' as const };

it('says what was typed beside the lines and is asked no more', () => {
	const said = { ...typed, explanation: ' Trop cher. ' };
	const words = (
		changed: Partial<typeof said>,
		about: Parameters<typeof explanationIn>[1] = price
	) => explanationIn({ ...said, ...changed }, about, 'fr');
	expect(words({ invoices: ['one', 'other'] })).toBe(
		'Trop cher.\nPrix unitaire attendu\u00a0: 90,00'
	);
	expect(words({ invoices: ['long'], explanation: '' })).toBe('Prix unitaire attendu\u00a0: 90,00');
	// Asked, it is a field of its own; of a reason that asks for nothing, nobody knows what it was.
	expect(words({})).toBe('Trop cher.');
	expect(words({ invoices: ['long'], detail: ' ' })).toBe('Trop cher.');
	expect(words({}, { invoices, reason: { field: null } })).toBe('Trop cher.');
});
