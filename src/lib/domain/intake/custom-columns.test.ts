import { expect, test } from 'vitest';
import type { Field } from '../fields/field';
import type { Columns } from './header';
import { guessCustom } from './custom-columns';

const field = (id: string, fr: string, more: Partial<Field> = {}): Field => ({
	...{ id, subject: 'customer', kind: 'text', labels: { fr, en: `${fr} in English` } },
	...{ choices: [], position: 0, archived: false },
	...more
});

const SIGNS = { decimalMark: ',', dateOrder: 'dmy' } as const;
const guessed = (
	header: string[],
	columns: Columns,
	fields: readonly Field[],
	...rows: string[][]
) =>
	guessCustom(
		{ header, rows: rows.map((cells, at) => ({ line: at + 2, cells, raw: '' })) },
		{ ...SIGNS, columns },
		fields
	);

test('a column called as a field is one, whatever its accents and in any language', () => {
	const fields = [field('a', 'Région'), field('b', 'Chantier', { subject: 'invoice' })];
	const header = ['Client', 'REGION', 'Chantier (nom)'];
	expect(guessed(header, { customer_code: 0 }, fields)).toEqual({ custom: { a: 1, b: 2 } });
	expect(guessed(['Region in English'], {}, fields)).toEqual({ custom: { a: 0 } });
});

test('what already means something, and a field that is archived, are left alone', () => {
	const fields = [field('a', 'Client'), field('b', 'Chantier', { archived: true })];
	expect(guessed(['Client', 'Chantier'], { customer_code: 0 }, fields)).toEqual({});
});

test('two fields of one name each have a column of their own', () => {
	const fields = [field('a', 'Note'), field('b', 'Note', { subject: 'invoice' })];
	expect(guessed(['Note', 'Note'], {}, fields)).toEqual({ custom: { a: 0, b: 1 } });
	expect(guessed(['Note'], {}, fields)).toEqual({ custom: { a: 0 } });
});

test('a column that is called so and filled in otherwise is none; a few wrong cells change nothing', () => {
	const fields = [field('a', 'Revue', { kind: 'date' })];
	const rows = (...cells: string[]) => cells.map((cell) => ['C1', cell]);
	const head = ['Client', 'Revue'];
	expect(guessed(head, {}, fields, ...rows('à voir', 'oui', '02/01/2026'))).toEqual({});
	const mostly = rows('02/01/2026', 'à voir', '', '03/01/2026');
	expect(guessed(head, {}, fields, ...mostly)).toEqual({ custom: { a: 1 } });
	expect(guessed(head, {}, fields, ...rows('', ' '))).toEqual({ custom: { a: 1 } });
});

test('of two columns of one name, the one that is filled in as the field is taken', () => {
	const fields = [field('a', 'Revue', { kind: 'date' })];
	expect(guessed(['Revue', 'Revue'], {}, fields, ['oui', '02/01/2026'])).toEqual({
		custom: { a: 1 }
	});
});
