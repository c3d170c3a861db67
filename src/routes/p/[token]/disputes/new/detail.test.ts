import { expect, it } from 'vitest';
import { detailIn } from './detail';

const invoices = [
	{ id: 'one', hasOneLine: true },
	{ id: 'other', hasOneLine: true },
	{ id: 'long', hasOneLine: false }
];
const price = { invoices, reason: { field: 'expected_price' as const } };
const typed = { detail: ' 90,00 ', invoices: ['one'], part: 'whole' as const };

it('is what was typed where the form asks for it', () => {
	expect(detailIn(typed, price)).toBe('90,00');
	expect(detailIn({ ...typed, part: 'part' }, price)).toBe('90,00');
	const about = { invoices, reason: { field: 'order_number' as const } };
	expect(detailIn({ ...typed, invoices: ['one', 'long'] }, about)).toBe('90,00');
});

it('is nothing of a field that is not shown', () => {
	expect(detailIn({ ...typed, invoices: ['one', 'other'] }, price)).toBe('');
	expect(detailIn({ ...typed, invoices: ['long'] }, price)).toBe('');
	expect(detailIn({ ...typed, part: 'lines' }, price)).toBe('');
	expect(detailIn(typed, { invoices, reason: { field: null } })).toBe('');
	expect(detailIn(typed, { invoices, reason: undefined })).toBe('');
});
