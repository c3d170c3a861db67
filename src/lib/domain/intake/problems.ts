/** Why a row of a file cannot be taken. Each has a sentence: `intake_problem_<code>`. */
export const ROW_PROBLEMS = [
	'import_row_columns',
	'import_row_required',
	'import_row_date',
	'import_row_amount',
	'import_row_negative',
	'import_row_currency',
	'import_row_email',
	'import_row_language',
	'import_row_open_above_total',
	'import_row_reason',
	'import_row_too_long',
	'import_row_duplicate',
	'import_row_other_customer',
	'import_row_officer',
	'import_row_number',
	'import_row_choice',
	'import_nul_byte'
] as const;
export type RowProblemCode = (typeof ROW_PROBLEMS)[number];

export interface RowProblem {
	/** Line of the file on which the row starts; the header is line 1. */
	line: number;
	/** The column as the file names it. */
	column: string;
	code: RowProblemCode;
	value: string;
	/** The row as it was received. */
	raw: string;
	/** The row is imported, without this value. */
	taken?: boolean | undefined;
}

const MAX_KEPT = 2_000;

/** Kept in a JSON column, which holds no NUL: it is shown by its picture. */
export const visible = (text: string): string => text.replaceAll('\0', '\u2400').slice(0, MAX_KEPT);

/** A row with two faults is one bad row; one that is imported without a value is none. */
export const badLines = (problems: readonly Pick<RowProblem, 'line' | 'taken'>[]): number =>
	new Set(problems.filter(({ taken }) => !taken).map(({ line }) => line)).size;

/** Those that keep a row out come first: a page shows only the beginning. */
export const inOrder = (problems: readonly RowProblem[]): RowProblem[] =>
	[...problems].sort(
		(a, b) => Number(a.taken ?? false) - Number(b.taken ?? false) || a.line - b.line
	);
