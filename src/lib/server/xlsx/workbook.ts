import writeXlsxFile, { type Cell as WrittenCell, type Sheet } from 'write-excel-file/node';
import type { LocalDate } from '$lib/domain/calendar';
import { neutralised } from '$lib/domain/intake/write-csv';
import { decimalsOf, toDecimal, type Money } from '$lib/domain/money';

/** A day or an amount is one to the spreadsheet too: it sorts, filters and sums. */
export type Cell = string | number | Money | { decimal: string } | { day: LocalDate } | null;

export interface SheetOf {
	name: string;
	/** Stay in sight while the rows move. */
	columns: readonly { title: string; width: number }[];
	rows: readonly (readonly Cell[])[];
}

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook in memory; a sheet without rows is left out unless it is the only one. */
export async function xlsxOf(sheets: readonly SheetOf[]): Promise<Uint8Array<ArrayBuffer>> {
	const filled = sheets.filter(({ rows }, at) => rows.length > 0 || at === 0);
	return new Uint8Array(await writeXlsxFile(filled.map(sheetOf)).toBuffer());
}

const sheetOf = ({ name, columns, rows }: SheetOf): Sheet<never> => ({
	sheet: name,
	stickyRowsCount: 1,
	columns: columns.map(({ width }) => ({ width })),
	data: [columns.map(heading), ...rows.map((row) => row.map(written))]
});

const heading = ({ title }: { title: string }): WrittenCell => ({
	value: title,
	type: String,
	fontWeight: 'bold'
});

function written(cell: Cell): WrittenCell {
	if (cell === null) return null;
	if (typeof cell === 'string') return { value: neutralised(cell), type: String };
	if (typeof cell === 'number') return { value: cell, type: Number };
	if ('decimal' in cell) return { value: Number(cell.decimal), type: Number };
	return 'day' in cell ? dayCell(cell.day) : amountCell(cell);
}

const dayCell = (day: LocalDate): WrittenCell => ({
	value: new Date(`${day}T00:00:00Z`),
	type: Date,
	format: 'yyyy-mm-dd'
});

/** A spreadsheet counts in floats: exact up to fifteen digits, which no open invoice reaches. */
function amountCell(amount: Money): WrittenCell {
	const decimals = decimalsOf(amount.currency);
	const format = decimals ? `#,##0.${'0'.repeat(decimals)}` : '#,##0';
	return { value: Number(toDecimal(amount)), type: Number, format };
}
