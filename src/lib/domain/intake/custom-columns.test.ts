import { expect, test } from 'vitest';
import type { Field } from '../fields/field';
import { guessCustom } from './custom-columns';

const field = (id: string, fr: string, more: Partial<Field> = {}): Field => ({
	...{ id, subject: 'customer', kind: 'text', labels: { fr, en: `${fr} in English` } },
	...{ choices: [], position: 0, archived: false },
	...more
});

test('a column called as a field is one, whatever its accents and in any language', () => {
	const fields = [field('a', 'Région'), field('b', 'Chantier', { subject: 'invoice' })];
	const header = ['Client', 'REGION', 'Chantier (nom)'];
	expect(guessCustom(header, { customer_code: 0 }, fields)).toEqual({ custom: { a: 1, b: 2 } });
	expect(guessCustom(['Region in English'], {}, fields)).toEqual({ custom: { a: 0 } });
});

test('what already means something, and a field that is archived, are left alone', () => {
	const fields = [field('a', 'Client'), field('b', 'Chantier', { archived: true })];
	expect(guessCustom(['Client', 'Chantier'], { customer_code: 0 }, fields)).toEqual({});
});

test('two fields of one name each have a column of their own', () => {
	const fields = [field('a', 'Note'), field('b', 'Note', { subject: 'invoice' })];
	expect(guessCustom(['Note', 'Note'], {}, fields)).toEqual({ custom: { a: 0, b: 1 } });
	expect(guessCustom(['Note'], {}, fields)).toEqual({ custom: { a: 0 } });
});
