import type { ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { refusalOf } from './apply-answer';
import { answersIn } from './read-answers';

export interface AnswersRead {
	done: number;
	refused: { line: number; code: ErrorCode; details: Record<string, string> }[];
}

/** The file that came back, row by row, each in a transaction of its own; what is known is not done again. */
export async function importAnswers(scope: DeskScope, bytes: Uint8Array): Promise<AnswersRead> {
	const read: AnswersRead = { done: 0, refused: [] };
	for (const row of await answersIn(bytes)) {
		const refusal = await refusalOf(row, (work) => unitOfWork(scope, work));
		if (refusal)
			read.refused.push({ line: row.line, code: refusal.code, details: refusal.details });
		else read.done++;
	}
	return read;
}
