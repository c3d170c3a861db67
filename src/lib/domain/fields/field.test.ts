import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../errors';
import { choicesOf, MOST_FIELDS, refuseField, swapped, type Field } from './field';
import { changesIn, readValue, seenOf, seenWithout } from './value';

const field = (id: string, more: Partial<Field> = {}): Field => ({
	...{ id, subject: 'customer', kind: 'text', labels: { fr: id, en: `${id} en` } },
	...{ choices: [], position: 0, archived: false },
	...more
});
const wanted = (fr: string, more = {}) => ({
	...{ subject: 'customer' as const, kind: 'text' as const, choices: [] as string[] },
	labels: { fr, en: 'Something', de: '', es: '' },
	...more
});
const refusal = (work: () => unknown) => {
	try {
		work();
		return null;
	} catch (error) {
		return error instanceof AppError ? [error.code, error.field] : error;
	}
};

test('a field has words of its own in the languages of the house, beside those of its subject', () => {
	const all = [field('Secteur'), field('Ancien', { archived: true })];
	expect(refusal(() => refuseField(wanted(' SECTEUR '), { house: 'fr', others: all }))).toEqual([
		'name_taken',
		'labels.fr'
	]);
	expect(refusal(() => refuseField(wanted(''), { house: 'fr', others: all }))).toEqual([
		'required',
		'labels.fr'
	]);
	expect(refusal(() => refuseField(wanted('Ancien'), { house: 'fr', others: all }))).toBeNull();
	expect(
		refusal(() =>
			refuseField(wanted('Secteur', { subject: 'invoice' }), { house: 'fr', others: all })
		)
	).toBeNull();
});

test('a choice has at least two', () => {
	const choice = (...choices: string[]) => wanted('Secteur', { kind: 'choice', choices });
	expect(
		refusal(() => refuseField(choice('Nord', ' Nord ', ''), { house: 'fr', others: [] }))
	).toEqual(['choices_required', 'choices']);
	expect(refusal(() => refuseField(choice('Nord', 'Sud'), { house: 'fr', others: [] }))).toBeNull();
	expect(choicesOf({ kind: 'text', choices: ['Nord', 'Sud'] })).toEqual([]);
});

test('there are so many in use of a subject and no more', () => {
	const all = Array.from({ length: MOST_FIELDS }, (_, at) => field(`n${at}`));
	expect(refusal(() => refuseField(wanted('Secteur'), { house: 'fr', others: all }))).toEqual([
		'fields_too_many',
		undefined
	]);
	expect(
		refusal(() =>
			refuseField(wanted('Secteur', { subject: 'invoice' }), { house: 'fr', others: all })
		)
	).toBeNull();
});

test.each([
	['number', '1234.5', null],
	['number', '1 234,5', 'figure_invalid'],
	['date', '2026-02-28', null],
	['date', '2026-02-30', 'date_invalid'],
	['choice', 'Nord', null],
	['choice', 'Est', 'invalid_input'],
	['text', 'anything', null]
] as const)('%s %s: %s', (kind, typed, code) => {
	const one = field('f', { kind, choices: ['Nord', 'Sud'] });
	expect(refusal(() => readValue(one, typed))).toEqual(code && [code, 'field-f']);
});

test('a choice that was taken off the list stays where it is', () => {
	const one = field('f', { kind: 'choice', choices: ['Nord', 'Sud'] });
	expect(readValue(one, 'Est', 'Est')).toBe('Est');
});

test('all that is wrong is said at once', () => {
	const filled = ['a', 'b'].map((id) => ({ ...field(id, { kind: 'number' }), value: '' }));
	const typed = filled.map(({ id }) => ({ fieldId: id, value: 'x' }));
	try {
		changesIn(filled, typed);
		expect.unreachable();
	} catch (error) {
		const { field: first, others } = error as AppError;
		expect([first, ...others.map((one) => one.field)]).toEqual(['field-a', 'field-b']);
	}
	expect(refusal(() => changesIn(filled, [{ fieldId: 'c', value: '' }]))).toEqual([
		'not_found',
		undefined
	]);
});

test('what was changed is what differs, and is seen as different', () => {
	const words = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 6 });
	fc.assert(
		fc.property(words, (pairs) => {
			const filled = pairs.map(([before], at) => ({ ...field(`f${at}`), value: before.trim() }));
			const typed = pairs.map(([, value], at) => ({ fieldId: `f${at}`, value }));
			const changes = changesIn(filled, typed);
			const after = filled.map((one, at) => ({ ...one, value: pairs[at]![1].trim() }));
			expect(changes.length > 0).toBe(seenOf(filled) !== seenOf(after));
		})
	);
});

test('places are changed with the next of the same subject', () => {
	const all = [field('a'), field('b', { archived: true }), field('c', { subject: 'invoice' })];
	const four = [...all, field('d')];
	expect(swapped(four, 'a', 'down')?.map(({ id }) => id)).toEqual(['a', 'd']);
	expect(swapped(four, 'a', 'up')).toBeNull();
	expect(swapped(four, 'b', 'up')).toBeNull();
});

test('what was seen in a field that is in use no more is not compared', () => {
	const filled = ['a', 'b', 'c'].map((id) => ({ ...field(id), value: id }));
	const left = filled.filter(({ id }) => id !== 'b');
	expect(seenWithout(seenOf(filled), new Set(['b']))).toBe(seenOf(left));
	expect(seenWithout('nothing of ours', new Set(['b']))).toBe('nothing of ours');
});
