import { readAnswers, type RowAnswer } from '$lib/domain/credits/answers';
import { AppError } from '$lib/domain/errors';
import { decodeText, detectEncoding } from '$lib/domain/intake/encoding';
import { detectSeparator } from '$lib/domain/intake/separator';
import { readTable } from '$lib/domain/intake/table';

const MOST_BYTES = 2_000_000;
/** Each is a piece of work of its own, and somebody waits for all of them. */
const MOST_ROWS = 1_000;

/** The file that came back, however a spreadsheet saved it. @throws import_too_large, credit_file_unknown, credit_rows_too_many */
export async function answersIn(bytes: Uint8Array): Promise<RowAnswer[]> {
	if (bytes.length > MOST_BYTES) throw new AppError('import_too_large', {}, 'file');
	const text = decodeText(bytes, detectEncoding(bytes).encoding);
	const table = await readTable(text, detectSeparator(text).separator);
	const answers = readAnswers(table.header, table.rows);
	if (!answers) throw new AppError('credit_file_unknown', {}, 'file');
	if (answers.length <= MOST_ROWS) return answers;
	const counted = { count: String(answers.length), max: String(MOST_ROWS) };
	throw new AppError('credit_rows_too_many', counted, 'file');
}
