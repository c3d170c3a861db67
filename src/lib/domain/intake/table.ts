import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse, CsvError } from 'csv-parse';
import { AppError } from '../errors';
import { visible } from './problems';
import type { Separator } from './separator';

export interface TableRow {
	/** Line of the file on which the row starts. */
	line: number;
	cells: string[];
	raw: string;
}
export interface Table {
	header: string[];
	rows: TableRow[];
}

export const MAX_ROWS = 100_000;

/**
 * Rows of a text, whatever their number of cells; the first row that is not blank is the header.
 * It stops reading one row after `MAX_ROWS`.
 */
export async function readTable(text: string, separator: Separator): Promise<Table> {
	const rows = await readRows(text, separator);
	const [header, ...rest] = rows;
	if (!header || rest.length === 0) throw new AppError('import_empty', {}, 'file');
	if (header.raw.includes('\u2400'))
		throw new AppError('import_nul_byte', { line: String(header.line) }, 'file');
	return { header: header.cells.map((cell) => cell.trim()), rows: rest };
}

async function readRows(text: string, separator: Separator): Promise<TableRow[]> {
	const rows: TableRow[] = [];
	let nextLine = 1;
	try {
		for await (const found of Readable.from(slices(text)).pipe(
			parser(separator)
		) as AsyncIterable<ParsedRecord>) {
			const blankLines = /^[\r\n]*/.exec(found.raw)![0].split(/\r\n|\n|\r/).length - 1;
			if (found.record.some((cell) => cell.trim() !== ''))
				rows.push({
					line: nextLine + blankLines,
					cells: found.record,
					raw: visible(found.raw.trim())
				});
			nextLine = found.info.lines + 1;
		}
	} catch (fault) {
		throw refusalOf(fault, nextLine);
	}
	return rows;
}

interface ParsedRecord {
	record: string[];
	raw: string;
	info: { lines: number };
}

const parser = (separator: Separator) =>
	parse({
		delimiter: separator,
		record_delimiter: ['\r\n', '\n', '\r'],
		info: true,
		raw: true,
		bom: true,
		relax_column_count: true,
		// 12" pipe: a quote inside a cell is a quote.
		relax_quotes: true,
		skip_empty_lines: true,
		to: MAX_ROWS + 2
	});

/** In pieces, so that a large file does not keep every other visitor waiting. */
async function* slices(text: string): AsyncGenerator<string> {
	for (let at = 0; at < text.length; at += 65_536) {
		yield text.slice(at, at + 65_536);
		await setImmediate();
	}
}

function refusalOf(fault: unknown, line: number): unknown {
	if (fault instanceof CsvError && fault.code === 'CSV_QUOTE_NOT_CLOSED')
		return new AppError('import_unclosed_quote', { line: String(line) }, 'file');
	return fault;
}
