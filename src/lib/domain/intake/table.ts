import { parse, CsvError, type Parser } from 'csv-parse';
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

/** Between two pieces of a large file others get their turn. */
export type Pause = () => Promise<void>;

/**
 * Rows of a text, whatever their number of cells; the first row that is not blank is the header.
 * It stops reading one row after `MAX_ROWS`.
 */
export async function readTable(
	text: string,
	separator: Separator,
	pause: Pause = async () => {}
): Promise<Table> {
	const [header, ...rows] = await readRows(text, separator, pause);
	if (!header || rows.length === 0) throw new AppError('import_empty', {}, 'file');
	if (header.raw.includes('\u2400'))
		throw new AppError('import_nul_byte', { line: String(header.line) }, 'file');
	return { header: header.cells.map((cell) => cell.trim()), rows };
}

async function readRows(text: string, separator: Separator, pause: Pause): Promise<TableRow[]> {
	const rows: TableRow[] = [];
	let nextLine = 1;
	const take = ({ raw, record, info }: ParsedRecord) => {
		const blankLines = /^[\r\n]*/.exec(raw)![0].split(/\r\n|\n|\r/).length - 1;
		if (record.some((cell) => cell.trim() !== ''))
			rows.push({ line: nextLine + blankLines, cells: record, raw: visible(raw.trim()) });
		nextLine = info.lines + 1;
	};
	try {
		await feed(parser(separator), text, take, pause);
	} catch (fault) {
		throw refusalOf(fault, nextLine);
	}
	return rows;
}

const SLICE = 65_536;

function feed(
	reading: Parser,
	text: string,
	take: (found: ParsedRecord) => void,
	pause: Pause
): Promise<void> {
	return new Promise((resolve, reject) => {
		reading.on('data', take).on('end', resolve).on('error', reject);
		void writeSlices(reading, text, pause).catch(reject);
	});
}

async function writeSlices(reading: Parser, text: string, pause: Pause): Promise<void> {
	for (let at = 0; at < text.length && !reading.writableEnded && !reading.destroyed; at += SLICE) {
		reading.write(text.slice(at, at + SLICE));
		await pause();
	}
	reading.end();
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

function refusalOf(fault: unknown, line: number): unknown {
	if (fault instanceof CsvError && fault.code === 'CSV_QUOTE_NOT_CLOSED')
		return new AppError('import_unclosed_quote', { line: String(line) }, 'file');
	return fault;
}
