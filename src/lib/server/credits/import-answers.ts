import { amountIn, readAnswers, type CreditAnswer } from '$lib/domain/credits/answers';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import { detectSeparator } from '$lib/domain/intake/separator';
import { readTable } from '$lib/domain/intake/table';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { log } from '../log';
import { failCredit } from './fail-credit';
import { postCredit } from './post-credit';
import { currencyOf } from './queries';

export interface AnswersRead {
	done: number;
	refused: { line: number; code: ErrorCode; details: Record<string, string> }[];
}

const MOST_BYTES = 5_000_000;
/** Each is a transaction of its own, and somebody waits for all of them. */
const MOST_ROWS = 1_000;

/** The file that came back, row by row: one that cannot be read stops no other, and what is known is not done again. */
export async function importAnswers(scope: DeskScope, bytes: Uint8Array): Promise<AnswersRead> {
	if (bytes.length > MOST_BYTES) throw new AppError('import_too_large', {}, 'file');
	const text = new TextDecoder().decode(bytes).replace(/^\ufeff/, '');
	const table = await readTable(text, detectSeparator(text).separator);
	const answers = readAnswers(table.header, table.rows);
	if (!answers) throw new AppError('credit_file_unknown', {}, 'file');
	if (answers.length > MOST_ROWS)
		throw new AppError(
			'credit_rows_too_many',
			{ count: String(answers.length), max: String(MOST_ROWS) },
			'file'
		);
	const read: AnswersRead = { done: 0, refused: [] };
	for (const row of answers) {
		const refusal = 'problem' in row ? new AppError(row.problem) : await applied(scope, row.answer);
		if (refusal)
			read.refused.push({ line: row.line, code: refusal.code, details: refusal.details });
		else read.done++;
	}
	return read;
}

const applied = (scope: DeskScope, answer: CreditAnswer): Promise<AppError | null> =>
	unitOfWork(scope, (unit) => apply(unit, answer)).then(
		() => null,
		(thrown: unknown) => {
			if (thrown instanceof AppError) return thrown;
			log('error', 'credits.answer_failed', { requestId: answer.requestId, error: String(thrown) });
			return new AppError('credit_row_failed');
		}
	);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function apply(unit: Unit<DeskScope>, answer: CreditAnswer): Promise<void> {
	const { requestId } = answer;
	if (!UUID.test(requestId)) throw new AppError('not_found');
	if (answer.kind === 'failed') return failCredit(unit, answer);
	const amountMinor = amountIn(answer.amount, await currencyOf(unit, requestId));
	if (amountMinor === null) throw new AppError('amount_invalid');
	await postCredit(unit, { requestId, number: answer.number, on: answer.on, amountMinor });
}
