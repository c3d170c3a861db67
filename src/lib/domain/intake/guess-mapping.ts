import { detectDateOrder } from './dates';
import { detectDecimalMark } from './amounts';
import { decodeText, detectEncoding } from './encoding';
import { guessColumns } from './header';
import type { ImportField, ImportMapping } from './mapping';
import { detectSeparator } from './separator';
import { readTable, type Pause, type Table } from './table';

/** What was guessed without proof: somebody should look. */
export type Doubt = 'encoding' | 'separator' | 'decimalMark' | 'dateOrder';

export interface GuessedMapping {
	mapping: ImportMapping;
	doubts: Doubt[];
	table: Table;
}

/** How a file seems to be written. `currency` is that of rows without one. */
export async function guessMapping(
	content: Uint8Array,
	currency: string,
	pause?: Pause
): Promise<GuessedMapping> {
	const { encoding, sure: encodingSure } = detectEncoding(content);
	const text = decodeText(content, encoding);
	const { separator, sure: separatorSure } = detectSeparator(text);
	const table = await readTable(text, separator, pause);
	const { values, doubts } = guessValues(table, guessColumns(table.header), separator);
	return {
		mapping: { separator, encoding, currency, ...values },
		doubts: [
			...(encodingSure ? [] : ['encoding' as const]),
			...(separatorSure ? [] : ['separator' as const]),
			...doubts
		],
		table
	};
}

type Columns = ImportMapping['columns'];

/** How the amounts and dates of these columns seem to be written. */
export function guessValues(table: Table, columns: Columns, separator: string) {
	const decimal = detectDecimalMark(cellsOf(table, columns, ['amount', 'open_amount']), separator);
	const dates = detectDateOrder(cellsOf(table, columns, ['invoice_date', 'due_date', 'paid_date']));
	const hasDates = columns.invoice_date !== undefined;
	const doubts: Doubt[] = [];
	if (!decimal.sure) doubts.push('decimalMark');
	if (!dates.sure && hasDates) doubts.push('dateOrder');
	return { values: { columns, decimalMark: decimal.mark, dateOrder: dates.order }, doubts };
}

function cellsOf({ rows }: Table, columns: Columns, fields: readonly ImportField[]): string[] {
	const wanted = fields.flatMap((field) => columns[field] ?? []);
	return rows.flatMap((row) => wanted.map((column) => row.cells[column] ?? ''));
}
