import type { LocalDate } from '$lib/domain/calendar';
import { requestOf, type CreditAnswer, type RowAnswer } from '$lib/domain/credits/answers';
import { triedTogether } from '$lib/domain/credits/tried-together';
import type { ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { refusalOf } from './apply-answer';
import type { CreditShown } from './queries';
import { answersIn } from './read-answers';
import { requestsNamed } from './requests-named';

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
 * What the file would do, row after row as it would be done, and then undone: a row that would be refused because
 * of an earlier one is told so too, however far above it stands. Rows that have nothing to do with each other are
 * tried apart, so that no case is held for as long as the whole file takes.
 */
export async function previewAnswers(scope: DeskScope, bytes: Uint8Array): Promise<PreviewRow[]> {
	const answers = await answersIn(bytes);
	const before = await unitOfWork(scope, (unit) => requestsNamed(unit, answers));
	const found: PreviewRow[] = [];
	for (const rows of triedTogether(answers, sharedBy(before)))
		found.push(...(await tryAll(scope, rows, before)));
	return found.toSorted((a, b) => a.line - b.line);
}

/**
 * A row may be refused because of another one about the same case, with the same number or about an invoice of the
 * same customer. What is refused holds its case no longer, so many rows with one number hold the first one's only.
 */
const sharedBy =
	(before: Before) =>
	(row: RowAnswer): string[] => {
		if ('problem' in row) return [];
		const { answer } = row;
		const shown = before.get(answer.requestId);
		return [
			`case ${shown?.reference ?? answer.requestId}`,
			...(answer.kind === 'posted' ? [`number ${answer.number}`] : []),
			...(shown?.invoices ?? []).map((invoice) => `invoice ${shown?.customer.code} ${invoice}`)
		];
	};

async function tryAll(
	scope: DeskScope,
	rows: readonly RowAnswer[],
	before: Before
): Promise<PreviewRow[]> {
	const found: PreviewRow[] = [];
	const tried = unitOfWork(scope, async (unit) => {
		for (const row of rows) found.push(await previewOf(unit, row, before));
		throw new Undone();
	});
	await tried.catch((thrown: unknown) => {
		if (!(thrown instanceof Undone)) throw thrown;
	});
	return found;
}

type Before = ReadonlyMap<string, CreditShown>;

async function previewOf(
	unit: Unit<DeskScope>,
	row: RowAnswer,
	before: Before
): Promise<PreviewRow> {
	// What is refused leaves the rows before it as they were.
	const refusal = await refusalOf(row, (work) =>
		unit.tx.transaction((tx) => work({ ...unit, tx }))
	);
	const shown = before.get(requestOf(row));
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
