import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../errors';
import { byLanguage } from '../language';
import {
	offeredUnder,
	refuseSubStatus,
	SUB_STATUS_PHASES,
	swapped,
	type SubStatus
} from './sub-status';

const one = (id: string, more: Partial<SubStatus> = {}): SubStatus => ({
	...{
		id,
		status: 'in_progress',
		labels: { fr: id, en: `${id} en` },
		position: 0,
		archived: false
	},
	...more
});
const wanted = (fr: string, en = 'Something') => ({
	status: 'in_progress' as const,
	labels: { fr, en, de: '', es: '' }
});
const refusal = (work: () => void) => {
	try {
		work();
		return null;
	} catch (error) {
		return error instanceof AppError
			? [error, ...error.others].flatMap(({ code, field }) => [code, field])
			: error;
	}
};

test('it has words in the languages of the house, and others than those beside it', () => {
	const all = [one('Chez le transporteur'), one('Ancien', { archived: true })];
	expect(
		refusal(() => refuseSubStatus(wanted(' chez le TRANSPORTEUR '), { house: 'fr', others: all }))
	).toEqual(['name_taken', 'labels.fr']);
	expect(refusal(() => refuseSubStatus(wanted('x', ''), { house: 'fr', others: all }))).toEqual([
		'required',
		'labels.en'
	]);
	expect(refusal(() => refuseSubStatus(wanted('', ''), { house: 'fr', others: all }))).toEqual([
		...['required', 'labels.fr'],
		...['required', 'labels.en']
	]);
	const english = {
		status: 'in_progress' as const,
		labels: byLanguage((one) => (one === 'en' ? 'x' : ''))
	};
	expect(refusal(() => refuseSubStatus(english, { house: 'en', others: all }))).toBeNull();
	expect(refusal(() => refuseSubStatus(wanted('Ancien'), { house: 'fr', others: all }))).toBeNull();
});

test('places are changed with the next of the same status, never with one that is archived', () => {
	const all = [one('a'), one('b', { archived: true }), one('c', { status: 'decided' }), one('d')];
	expect(swapped(all, 'a', 'down')?.map(({ id }) => id)).toEqual(['a', 'd']);
	expect(swapped(all, 'a', 'up')).toBeNull();
	expect(swapped(all, 'b', 'up')).toBeNull();
	expect(swapped(all, 'nobody', 'up')).toBeNull();
});

test('down and up again is where it was', () => {
	const some = fc.uniqueArray(
		fc.record({
			id: fc.uuid(),
			status: fc.constantFrom(...SUB_STATUS_PHASES),
			archived: fc.boolean()
		}),
		{ minLength: 1, selector: ({ id }) => id }
	);
	fc.assert(
		fc.property(some, fc.nat(), (rows, at) => {
			const all = rows.map((row) => one(row.id, row));
			const { id } = all[at % all.length]!;
			const down = swapped(all, id, 'down');
			fc.pre(down !== null);
			const turned = all.map((row) =>
				row.id === id ? down![1] : row === down![1] ? down![0] : row
			);
			expect(swapped(turned, id, 'up')?.map((row) => row.id)).toEqual([id, down![1].id]);
			expect(offeredUnder(turned, down![0].status)).toHaveLength(
				offeredUnder(all, down![0].status).length
			);
		})
	);
});
