import { AppError } from '../errors';
import type { Field, FieldKind } from '../fields/field';
import { LONGEST_VALUE, readValue } from '../fields/value';
import { plainWord } from './cells';
import { readDate } from './dates';
import type { ImportMapping } from './mapping';
import type { RowProblemCode } from './problems';

export type Signs = Pick<ImportMapping, 'decimalMark' | 'dateOrder'>;
export type CellReading = { value: string } | { code: RowProblemCode };

const WRONG: Record<FieldKind, RowProblemCode> = {
	text: 'import_row_too_long',
	number: 'import_row_number',
	date: 'import_row_date',
	choice: 'import_row_choice'
};

/** A cell of a file as a custom field keeps it, or why it cannot; an empty one says nothing. */
export function readCell(field: Field, cell: string, signs: Signs): CellReading {
	const typed = cell.replace(/\s+/g, ' ').trim();
	if (typed.length > LONGEST_VALUE) return { code: 'import_row_too_long' };
	try {
		return { value: typed && readValue(field, PLAIN[field.kind](typed, field, signs)) };
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { code: WRONG[field.kind] };
	}
}

/** What a file may write another way than a form, as a form writes it. */
const PLAIN: Record<FieldKind, (typed: string, field: Field, signs: Signs) => string> = {
	text: (typed) => typed,
	number: (typed, _, { decimalMark }) => plainNumber(typed, decimalMark),
	date: (typed, _, { dateOrder }) => readDate(typed, dateOrder) ?? typed,
	choice: (typed, { choices }) =>
		choices.find((one) => one === typed) ??
		choices.find((one) => plainWord(one) === plainWord(typed)) ??
		typed
};

const THOUSANDS = { ',': /\.(?=\d{3}(?!\d))/g, '.': /,(?=\d{3}(?!\d))/g };

const plainNumber = (typed: string, mark: Signs['decimalMark']): string =>
	typed
		.replace(/[\s'’]/g, '')
		.replace(THOUSANDS[mark], '')
		.replace(mark, '.');
