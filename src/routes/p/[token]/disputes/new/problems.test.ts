import { describe, expect, it } from 'vitest';
import { problemsIn, withMore, type Known } from './problems';
import { typedIn, type Typed } from './typed';

function line(
	invoiceId: string,
	id: string,
	quantity: string,
	unitPriceMinor: bigint,
	totalMinor: bigint
) {
	return { invoiceId, id, quantity, unitPriceMinor, totalMinor, reference: null };
}
function reason(code: string, lineFigure: Known['reasons'][number]['lineFigure']) {
	return { code, kind: 'dispute', explanationRequired: false, lineFigure };
}

const known: Known = {
	invoices: [
		{ id: 'a', number: 'FA-1', currency: 'EUR', freeMinor: 10_000n },
		{ id: 'b', number: 'FA-2', currency: 'EUR', freeMinor: 5_000n },
		{ id: 'c', number: 'FA-3', currency: 'GBP', freeMinor: 5_000n }
	],
	lines: [
		line('a', 'a1', '12', 1_000n, 14_400n),
		{ ...line('a', 'a2', '1', 500n, 600n), reference: 'LIT-2026-000009' }
	],
	reasons: [
		reason('price_unit', 'expected'),
		reason('quantity_short', 'received'),
		{ ...reason('other', 'amount'), explanationRequired: true },
		{ ...reason('already_paid', 'amount'), kind: 'answer' }
	]
};
const fieldsOf = (typed: Partial<Typed>) =>
	problemsIn(
		{
			...typedIn(new FormData()),
			invoices: ['a'],
			reason: 'price_unit',
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
	it('is no missing invoice where all of them were paid meanwhile', () => {
		const typed = { ...typedIn(new FormData()), reason: 'price_unit', key: 'key-key-key' };
		expect(problemsIn(typed, { ...known, isSettled: true }, 'fr')).toEqual([]);
		expect(problemsIn(typed, known, 'fr').map(({ field }) => field)).toEqual(['invoice']);
	});
	it('names the largest amount', () => {
		const [problem] = problemsIn(
			{
				...typedIn(new FormData()),
				invoices: ['a'],
				reason: 'price_unit',
				part: 'part',
				amounts: { a: '100,01' }
			},
			known,
			'fr'
		);
		expect(problem?.words).toContain('100,00');
	});
	it('names the invoice it is about, where the form has several', () => {
		const wordsOf = (typed: Partial<Typed>) =>
			problemsIn(
				{ ...typedIn(new FormData()), reason: 'price_unit', key: 'key-key-key', ...typed },
				known,
				'fr'
			).map(({ words }) => words);
		const both = { invoices: ['a', 'b'], part: 'part' as const };
		const [above, unread] = wordsOf({ ...both, amounts: { a: '999', b: 'beaucoup' } });
		expect(above).toMatch(/^FA-1\b.*100,00/);
		expect(unread).toMatch(/^FA-2\b/);
		const [unticked] = wordsOf({ ...both, part: 'lines' });
		expect(unticked?.match(/FA-1/g)).toHaveLength(1);
		const [alone] = wordsOf({ invoices: ['a'], part: 'part', amounts: { a: '999' } });
		expect(alone).not.toContain('FA-1');
	});
	it('is a line that is none, in dispute already, or billed below its figure', () => {
		const lines = (lines: string[], typed: Partial<Typed> = {}) =>
			fieldsOf({ part: 'lines', lines, ...typed });
		expect(lines([])).toEqual(['lines-a']);
		expect(lines(['b1'])).toEqual(['lines-a']);
		expect(lines(['a2'])).toEqual(['line-a2']);
		expect(lines(['a1'])).toEqual([]);
		expect(lines(['a1'], { figures: { a1: '9,50' } })).toEqual([]);
		expect(lines(['a1'], { figures: { a1: '10,00' } })).toEqual(['figure-a1']);
		expect(lines(['a1'], { figures: { a1: 'neuf' } })).toEqual(['figure-a1']);
		const reason = 'quantity_short';
		expect(lines(['a1'], { reason, figures: { a1: '9' } })).toEqual([]);
		expect(lines(['a1'], { reason, figures: { a1: '12' } })).toEqual(['figure-a1']);
		const other = { reason: 'other', explanation: 'x' };
		expect(lines(['a1'], { ...other, figures: { a1: '100,00' } })).toEqual([]);
		expect(lines(['a1'], { ...other, figures: { a1: '100,01' } })).toEqual(['line-a1']);
	});
	it('is no line where an invoice has none on file: the whole of it', () => {
		expect(fieldsOf({ invoices: ['b'], part: 'lines' })).toEqual([]);
	});
	it('is two currencies in one case, but not in an answer', () => {
		expect(fieldsOf({ invoices: ['a', 'c'] })).toEqual(['invoice']);
		const paid = { on: '2026-03-02', amount: '', reference: '' };
		expect(fieldsOf({ invoices: ['a', 'c'], reason: 'already_paid', paid })).toEqual([]);
	});
	it('is a transfer without a day, or of an amount nobody can read', () => {
		const said = (invoices: string[], on: string, amount: string) =>
			fieldsOf({ invoices, reason: 'already_paid', paid: { on, amount, reference: '' } });
		expect(said(['a'], '', 'x')).toEqual(['paidOn', 'paidAmount']);
		expect(said(['a'], '2026-03-02', '0')).toEqual(['paidAmount']);
		expect(said(['a', 'c'], '2026-03-02', '10')).toEqual(['paidAmount']);
		expect(said(['a'], '2026-03-02', '10')).toEqual([]);
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
