import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELD_KINDS, type Field } from '../fields/field';
import { readValue } from '../fields/value';
import { readCell } from './custom-cell';

const field = (kind: Field['kind']): Field => ({
	...{ id: 'f', subject: 'customer', kind, labels: { fr: 'Secteur' }, position: 0 },
	...{ choices: ['Bâtiment', 'Hôtellerie'], archived: false }
});
const signs = { decimalMark: ',', dateOrder: 'dmy' } as const;

test.each([
	['text', '  deux   mots ', { value: 'deux mots' }],
	['text', 'x'.repeat(501), { code: 'import_row_too_long' }],
	['number', '1 234,5', { value: '1234.5' }],
	['number', '1.234', { value: '1234' }],
	['number', '-2,50', { value: '-2.50' }],
	['number', 'douze', { code: 'import_row_number' }],
	['date', '28/02/2026', { value: '2026-02-28' }],
	['date', '30/02/2026', { code: 'import_row_date' }],
	['choice', 'Bâtiment', { value: 'Bâtiment' }],
	['choice', 'BATIMENT', { value: 'Bâtiment' }],
	['choice', 'Pêche', { code: 'import_row_choice' }]
] as const)('%s %s', (kind, typed, read) => {
	expect(readCell(field(kind), typed, signs)).toEqual(read);
});

test('where the point is the decimal mark, the comma parts thousands', () => {
	const read = readCell(field('number'), '1,234.5', { ...signs, decimalMark: '.' });
	expect(read).toEqual({ value: '1234.5' });
});

test('an empty cell says nothing, and what is taken can be typed into the form', () => {
	for (const kind of FIELD_KINDS) expect(readCell(field(kind), ' ', signs)).toEqual({ value: '' });
	const cells = fc.oneof(fc.string(), fc.constantFrom('1.234,5', '01/02/2026', 'hotellerie'));
	fc.assert(
		fc.property(fc.constantFrom(...FIELD_KINDS), cells, (kind, cell) => {
			const read = readCell(field(kind), cell, signs);
			if ('value' in read) expect(readValue(field(kind), read.value)).toBe(read.value);
		})
	);
});
