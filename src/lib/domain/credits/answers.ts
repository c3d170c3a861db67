import type { LocalDate } from '../calendar';
import { detectDateOrder, readDate, type DateOrder } from '../intake/dates';
import { parseAmount } from '../money';

/** What the accounting system said about one request. */
export type CreditAnswer =
	| { kind: 'posted'; requestId: string; number: string; on: LocalDate; amount: string }
	| { kind: 'failed'; requestId: string; batchId: string; why: string };

export type RowAnswer =
	| { line: number; answer: CreditAnswer }
	/** Of the request it names, where it names one. */
	| { line: number; problem: 'credit_row_incomplete'; requestId: string };

interface Row {
	line: number;
	cells: readonly string[];
}

/** The rows that were answered; those left empty say nothing. Null: not a file of ours. */
export function readAnswers(header: readonly string[], rows: readonly Row[]): RowAnswer[] | null {
	const place = new Map(header.map((name, at) => [name.toLowerCase(), at]));
	if (!place.has('request_id') || !place.has('status')) return null;
	const cellIn = (cells: Row['cells'], name: string) => cells[place.get(name) ?? -1]?.trim() ?? '';
	// A spreadsheet writes days its own way, the same in every row.
	const { order } = detectDateOrder(rows.map(({ cells }) => cellIn(cells, 'credit_note_date')));
	return rows.flatMap(({ line, cells }): RowAnswer[] => {
		const cell = (name: string) => cellIn(cells, name);
		if (!cell('status')) return [];
		const answer = answerIn(cell, order);
		if (answer) return [{ line, answer }];
		return [{ line, problem: 'credit_row_incomplete', requestId: requestIn(cell) }];
	});
}

/** Ids are the same in capitals, as some programs write them. */
const requestIn = (cell: (name: string) => string): string => cell('request_id').toLowerCase();

export const requestOf = (row: RowAnswer): string =>
	'answer' in row ? row.answer.requestId : row.requestId;

function answerIn(cell: (name: string) => string, order: DateOrder): CreditAnswer | null {
	const requestId = requestIn(cell);
	const why = cell('failure_reason');
	const status = cell('status').toLowerCase();
	if (status === 'failed')
		return why ? { kind: 'failed', requestId, batchId: cell('batch_id').toLowerCase(), why } : null;
	if (status !== 'posted') return null;
	const [number, amount] = [cell('credit_note_number'), cell('credit_note_amount')];
	const on = readDate(cell('credit_note_date'), order);
	return number && amount && on ? { kind: 'posted', requestId, number, on, amount } : null;
}

/** As a file writes it, whichever signs it uses; null also for what may be one amount or a thousand times it ("1.234"). */
export const amountIn = (text: string, currency: string): bigint | null =>
	parseAmount(text, currency);
