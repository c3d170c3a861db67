import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountIn, readAnswers } from './answers';

const HEADER = [
	...['request_id', 'status', 'credit_note_number', 'credit_note_date', 'credit_note_amount'],
	'failure_reason'
];
const read = (...rows: string[][]) =>
	readAnswers(
		HEADER,
		rows.map((cells, at) => ({ line: at + 2, cells }))
	)!;
const posted = (on: string) => ['id', 'posted', 'AV-1', on, '200,00', ''];
const daysOf = (...days: string[]) =>
	read(...days.map(posted)).map((row) =>
		'answer' in row && row.answer.kind === 'posted' ? row.answer.on : null
	);

test.each([
	[['2026-03-05'], ['2026-03-05']],
	[['05/03/2026'], ['2026-03-05']],
	[
		['05/03/26', '5.3.2026'],
		['2026-03-05', '2026-03-05']
	],
	[
		['03/25/2026', '03/05/2026'],
		['2026-03-25', '2026-03-05']
	],
	[['31/02/2026'], [null]]
])('days as a spreadsheet writes them: %j', (written, days) => {
	expect(daysOf(...written)).toEqual(days);
});

test('what was not answered says nothing; half an answer is told with its line', () => {
	expect(
		read(
			['id', '', '', '', '', ''],
			['id', 'Failed', '', '', '', 'Compte bloqué'],
			['id', 'posted']
		)
	).toEqual([
		{ line: 3, answer: { kind: 'failed', requestId: 'id', batchId: '', why: 'Compte bloqué' } },
		{ line: 4, problem: 'credit_row_incomplete', requestId: 'id' }
	]);
	expect(readAnswers(['a'], [])).toBeNull();
	expect(read(['ID-A', 'posted', 'AV-A', '2026-03-05', '1', ''])[0]).toMatchObject({
		answer: { requestId: 'id-a', number: 'AV-A' }
	});
});

test('amounts with either sign', () => {
	expect(amountIn('1 234,50', 'EUR')).toBe(123_450n);
	expect(amountIn('1234.50', 'EUR')).toBe(123_450n);
	for (const german of ['1.234,56', '1234,56', '1,234.56', '1’234.56'])
		expect(amountIn(german, 'EUR')).toBe(123_456n);
	expect(amountIn('1.234.567', 'EUR')).toBe(123_456_700n);
	// One or a thousand: nobody guesses.
	for (const either of ['1.234', '1,234']) expect(amountIn(either, 'EUR')).toBeNull();
});

test('a French day is the same day as the ISO one', () => {
	fc.assert(
		fc.property(
			fc.date({
				...{ min: new Date('2001-01-13T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z') },
				noInvalidDate: true
			}),
			(date) => {
				const iso = date.toISOString().slice(0, 10);
				const french = iso.split('-').reverse().join('/');
				// A day above the twelfth beside it proves the order.
				expect(daysOf(french, '28/02/2026')[0]).toBe(daysOf(iso)[0]);
			}
		)
	);
});
