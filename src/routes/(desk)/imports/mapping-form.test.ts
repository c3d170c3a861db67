import { describe, expect, test } from 'vitest';
import { sameMapping, typedMapping } from './mapping-form';

const words = {
	separator: 'tab',
	encoding: 'utf-8',
	decimalMark: ',',
	dateOrder: 'dmy',
	currency: ' eur ',
	'column-0': 'customer_code',
	'column-1': '',
	'column-2': 'amount'
};

describe('the form of a mapping', () => {
	test('gives the mapping it shows', () => {
		expect(typedMapping(words)).toEqual({
			mapping: {
				separator: '\t',
				encoding: 'utf-8',
				decimalMark: ',',
				dateOrder: 'dmy',
				currency: 'EUR',
				columns: { customer_code: 0, amount: 2 }
			},
			twice: null
		});
	});

	test('names a meaning that two columns have', () => {
		expect(typedMapping({ ...words, 'column-1': 'amount' }).twice).toBe('amount');
	});

	test('says when the file holds every open invoice, and that is another reading', () => {
		const { mapping } = typedMapping({ ...words, complete: 'on' });
		expect(mapping.complete).toBe(true);
		expect(sameMapping(mapping, typedMapping(words).mapping)).toBe(false);
	});

	test('ignores meanings it does not know', () => {
		expect(typedMapping({ ...words, 'column-1': 'salary' }).mapping.columns).toEqual({
			customer_code: 0,
			amount: 2
		});
	});

	test('gives a column to a field of the house, once', () => {
		const id = '01890000-0000-7000-8000-000000000001';
		const typed = typedMapping({ ...words, 'column-1': id });
		expect(typed.mapping.custom).toEqual({ [id]: 1 });
		expect(sameMapping(typed.mapping, typedMapping(words).mapping)).toBe(false);
		expect(typedMapping({ ...words, 'column-1': id, 'column-3': id }).twice).toBe(id);
	});

	test('is the same whatever the order of its columns, and another with any change', () => {
		const { mapping } = typedMapping(words);
		expect(sameMapping(mapping, { ...mapping, columns: { amount: 2, customer_code: 0 } })).toBe(
			true
		);
		expect(sameMapping(mapping, { ...mapping, dateOrder: 'mdy' })).toBe(false);
		expect(sameMapping(mapping, { ...mapping, columns: { amount: 2 } })).toBe(false);
	});
});
