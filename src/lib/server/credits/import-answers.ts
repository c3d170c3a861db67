import { requestOf, type RowAnswer } from '$lib/domain/credits/answers';
import type { AppError, ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { refusalOf } from './apply-answer';
import { answersIn } from './read-answers';
import { requestsNamed } from './requests-named';

export interface RefusedRow {
	line: number;
	code: ErrorCode;
	details: Record<string, string>;
	/** Of the case it is about; '' where the row names none of the house. */
	reference: string;
	customer: string;
}

export interface AnswersRead {
	done: number;
	refused: RefusedRow[];
}

/** The file that came back, row by row, each in a transaction of its own; what is known is not done again. */
export async function importAnswers(scope: DeskScope, bytes: Uint8Array): Promise<AnswersRead> {
	const refused: { row: RowAnswer; refusal: AppError }[] = [];
	const rows = await answersIn(bytes);
	for (const row of rows) {
		const refusal = await refusalOf(row, (work) => unitOfWork(scope, work));
		if (refusal) refused.push({ row, refusal });
	}
	return { done: rows.length - refused.length, refused: await named(scope, refused) };
}

/** A line of a file is nobody's: it is said of which case and whose it is. */
async function named(
	scope: DeskScope,
	refused: readonly { row: RowAnswer; refusal: AppError }[]
): Promise<RefusedRow[]> {
	if (refused.length === 0) return [];
	const rows = refused.map(({ row }) => row);
	const requests = await unitOfWork(scope, (unit) => requestsNamed(unit, rows));
	return refused.map(({ row, refusal: { code, details } }) => {
		const about = requests.get(requestOf(row));
		const { reference = '', customer } = about ?? {};
		return { line: row.line, code, details, reference, customer: customer?.name ?? '' };
	});
}
