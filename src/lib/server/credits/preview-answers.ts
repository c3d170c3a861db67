import type { LocalDate } from '$lib/domain/calendar';
import type { CreditAnswer, RowAnswer } from '$lib/domain/credits/answers';
import type { ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { isRequestId, refusalOf } from './apply-answer';
import { creditsOf, type CreditShown } from './queries';
import { answersIn } from './read-answers';

/** What a row would do; `known`: it was answered so before. */
export interface PreviewRow {
	line: number;
	as: 'posted' | 'failed' | 'known' | 'refused';
	reference: string;
	customer: string;
	/** The number of the credit note, or why there is none. */
	said: string;
	/** As the day was read: a spreadsheet may mean the third of May or the fifth of March. */
	on: LocalDate | null;
	code: ErrorCode | null;
	details: Record<string, string>;
}

/** Thrown so that nothing of it is kept. */
class Undone extends Error {}

/**
 * What the file would do, row after row as it would be done, and then all of it undone: a row that would be
 * refused because of an earlier one is told so too.
 */
export async function previewAnswers(scope: DeskScope, bytes: Uint8Array): Promise<PreviewRow[]> {
	const answers = await answersIn(bytes);
	const found: PreviewRow[] = [];
	const tried = unitOfWork(scope, async (unit) => {
		const before = await creditsOf(unit, requestsIn(answers));
		for (const row of answers) found.push(await previewOf(unit, row, before));
		throw new Undone();
	});
	await tried.catch((thrown: unknown) => {
		if (!(thrown instanceof Undone)) throw thrown;
	});
	return found;
}

const requestsIn = (rows: readonly RowAnswer[]): string[] =>
	rows.flatMap((row) =>
		'answer' in row && isRequestId(row.answer.requestId) ? [row.answer.requestId] : []
	);

async function previewOf(
	unit: Unit<DeskScope>,
	row: RowAnswer,
	before: ReadonlyMap<string, CreditShown>
): Promise<PreviewRow> {
	// What is refused leaves the rows before it as they were.
	const refusal = await refusalOf(row, (work) =>
		unit.tx.transaction((tx) => work({ ...unit, tx }))
	);
	const shown = 'answer' in row ? before.get(row.answer.requestId) : undefined;
	const about = {
		line: row.line,
		...{ reference: shown?.reference ?? '', customer: shown?.customer.name ?? '' },
		said: 'answer' in row ? saidIn(row.answer) : '',
		on: 'answer' in row && row.answer.kind === 'posted' ? row.answer.on : null
	};
	if (refusal) return { ...about, as: 'refused', code: refusal.code, details: refusal.details };
	const as = 'answer' in row && !isKnown(shown, row.answer) ? row.answer.kind : 'known';
	return { ...about, as, code: null, details: {} };
}

const saidIn = (answer: CreditAnswer): string =>
	answer.kind === 'posted' ? answer.number : answer.why;

const isKnown = (before: CreditShown | undefined, answer: CreditAnswer): boolean =>
	before?.state === answer.kind &&
	(answer.kind === 'posted' ? before.creditNoteNumber : before.failedWhy) === saidIn(answer);
