import { describe, expect, it } from 'vitest';
import { problemsIn, withMore } from './problems';
import type { Typed } from './typed';

const known = {
	invoices: [
		{ id: 'a', number: 'FA-1', currency: 'EUR', freeMinor: 10_000n },
		{ id: 'b', number: 'FA-2', currency: 'EUR', freeMinor: 5_000n },
		{ id: 'c', number: 'FA-3', currency: 'GBP', freeMinor: 5_000n }
	],
	reasons: [
		{ code: 'price_unit', kind: 'dispute', explanationRequired: false },
		{ code: 'other', kind: 'dispute', explanationRequired: true },
		{ code: 'already_paid', kind: 'answer', explanationRequired: false }
	]
};
const fieldsOf = (typed: Partial<Typed>) =>
	problemsIn(
		{
			invoices: ['a'],
			reason: 'price_unit',
			part: 'whole',
			amounts: {},
			outcome: 'NOA',
			explanation: '',
			key: 'key-key-key',
			...typed
		},
		known,
		'fr'
	).map(({ field }) => field);

describe('what is wrong with a form', () => {
	it('is nothing when it can be sent', () => {
		expect(fieldsOf({})).toEqual([]);
		expect(fieldsOf({ part: 'part', amounts: { a: '12,50' } })).toEqual([]);
	});
	it('is said all at once, in the order of the page', () => {
		expect(fieldsOf({ invoices: [], reason: '' })).toEqual(['invoice', 'reason']);
		expect(
			fieldsOf({
				invoices: ['a', 'b'],
				reason: 'other',
				part: 'part',
				amounts: { a: '999', b: 'beaucoup' }
			})
		).toEqual(['amount-a', 'amount-b', 'explanation']);
	});
	it('names the largest amount', () => {
		const [problem] = problemsIn(
			{
				invoices: ['a'],
				reason: 'price_unit',
				part: 'part',
				amounts: { a: '100,01' },
				outcome: 'NOA',
				explanation: '',
				key: ''
			},
			known,
			'fr'
		);
		expect(problem?.words).toContain('100,00');
	});
	it('is two currencies in one case, but not in an answer', () => {
		expect(fieldsOf({ invoices: ['a', 'c'] })).toEqual(['invoice']);
		expect(fieldsOf({ invoices: ['a', 'c'], reason: 'already_paid' })).toEqual([]);
	});
});

it('what the server adds about a field is not said twice, and every file is named', () => {
	const amount = { field: 'amount-a', words: 'too much' };
	const files = [
		{ field: 'files', words: 'one', file: 0 },
		{ field: 'files', words: 'two', file: 2 }
	];
	expect(withMore([amount], [{ ...amount, words: 'again' }, ...files])).toEqual([amount, ...files]);
});
