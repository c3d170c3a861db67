import { parseLocalDate, type LocalDate } from '../calendar';
import { parseAmount } from '../money';

/** What the accounting system said about one request. */
export type CreditAnswer =
	| { kind: 'posted'; requestId: string; number: string; on: LocalDate; amount: string }
	| { kind: 'failed'; requestId: string; batchId: string; why: string };

export type RowAnswer =
	{ line: number; answer: CreditAnswer } | { line: number; problem: 'credit_row_incomplete' };

interface Row {
	line: number;
	cells: readonly string[];
}

/** The rows that were answered; those left empty say nothing. Null: not a file of ours. */
export function readAnswers(header: readonly string[], rows: readonly Row[]): RowAnswer[] | null {
	const place = new Map(header.map((name, at) => [name.toLowerCase(), at]));
	if (!place.has('request_id') || !place.has('status')) return null;
	return rows.flatMap(({ line, cells }): RowAnswer[] => {
		const cell = (name: string) => cells[place.get(name) ?? -1]?.trim() ?? '';
		if (!cell('status')) return [];
		const answer = answerIn(cell);
		return [answer ? { line, answer } : { line, problem: 'credit_row_incomplete' }];
	});
}

function answerIn(cell: (name: string) => string): CreditAnswer | null {
	const requestId = cell('request_id');
	const why = cell('failure_reason');
	if (cell('status') === 'failed')
		return why ? { kind: 'failed', requestId, batchId: cell('batch_id'), why } : null;
	if (cell('status') !== 'posted') return null;
	const [number, amount] = [cell('credit_note_number'), cell('credit_note_amount')];
	const on = parseLocalDate(cell('credit_note_date'));
	return number && amount && on ? { kind: 'posted', requestId, number, on, amount } : null;
}

/** As a file writes it, whichever sign it uses for decimals. */
export const amountIn = (text: string, currency: string): bigint | null =>
	parseAmount(text, currency, text.includes(',') && !text.includes('.') ? ',' : '.');
