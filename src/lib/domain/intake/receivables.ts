import type { ImportMapping } from './mapping';
import type { RowProblem } from './problems';
import { readRow, type ImportedCreditNote, type ImportedInvoice, type ReceivableRow } from './row';
import type { Table } from './table';

export interface Receivables {
	/** Rows of the file, the header and blank lines not counted. */
	rowCount: number;
	rows: ReceivableRow[];
	problems: RowProblem[];
}

/** Every row that can be taken, and why the others cannot. */
export function readReceivables(table: Table, mapping: ImportMapping): Receivables {
	const readings = table.rows.map((row) => readRow(row, mapping, table.header));
	const read = readings.flatMap((reading) => (reading.ok ? [reading.row] : []));
	const contradicted = contradictedNumbers(read);
	const column = table.header[mapping.columns.invoice_number ?? -1] ?? '';
	return {
		rowCount: table.rows.length,
		rows: read.filter((row) => !isContradicted(row, contradicted)),
		problems: [
			...readings.flatMap((reading) => (reading.ok ? [] : reading.problems)),
			...read
				.filter((row) => isContradicted(row, contradicted))
				.map((row) => duplicate(row, column))
		].sort((a, b) => a.line - b.line)
	};
}

/** Each invoice once, with the customer it belongs to. */
export function invoicesIn(
	rows: readonly ReceivableRow[]
): { row: ReceivableRow; invoice: ImportedInvoice }[] {
	const byNumber = new Map<string, { row: ReceivableRow; invoice: ImportedInvoice }>();
	for (const row of rows)
		if (row.invoice && !byNumber.has(row.invoice.number))
			byNumber.set(row.invoice.number, { row, invoice: row.invoice });
	return [...byNumber.values()];
}

/** Each credit note once. */
export function creditNotesIn(
	rows: readonly ReceivableRow[]
): { row: ReceivableRow; creditNote: ImportedCreditNote }[] {
	const byNumber = new Map<string, { row: ReceivableRow; creditNote: ImportedCreditNote }>();
	for (const row of rows)
		if (row.creditNote) byNumber.set(row.creditNote.number, { row, creditNote: row.creditNote });
	return [...byNumber.values()];
}

/** The same number with two contents: nobody can tell which is right, so none is taken. */
function contradictedNumbers(rows: readonly ReceivableRow[]): Set<string> {
	const contents = new Map<string, string>();
	const contradicted = new Set<string>();
	for (const { invoice, creditNote, customer } of rows) {
		const numbered = invoice ?? creditNote;
		if (!numbered) continue;
		const content = JSON.stringify([customer.code, ...Object.values(numbered).map(String)]);
		if ((contents.get(numbered.number) ?? content) !== content) contradicted.add(numbered.number);
		contents.set(numbered.number, content);
	}
	return contradicted;
}

const numberIn = ({ invoice, creditNote }: ReceivableRow): string =>
	(invoice ?? creditNote)?.number ?? '';

const isContradicted = (row: ReceivableRow, contradicted: ReadonlySet<string>): boolean =>
	contradicted.has(numberIn(row));

const duplicate = (row: ReceivableRow, column: string): RowProblem => ({
	line: row.line,
	column,
	code: 'import_row_duplicate',
	value: numberIn(row),
	raw: row.raw
});
