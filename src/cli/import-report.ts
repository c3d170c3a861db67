import type { FlagCounts } from '$lib/domain/intake/flag-fate';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { flagWords } from '$lib/i18n/flag-words';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { problemWords } from '$lib/i18n/problem-words';
import type { ImportResult } from '$lib/server/intake/queries';
import type { AttachedDocuments } from '$lib/server/intake/attach-documents';
import { print } from './command';

type Problem = Pick<ImportResult['errors'][number], 'line' | 'column' | 'code' | 'value' | 'taken'>;

/** What became of one file, whether it was written or only looked at. */
export interface FileReport {
	file: string;
	/** The whole file was refused. */
	refused: string | null;
	profile: string | null;
	mapping: ImportMapping | null;
	/** Columns of the file that mean nothing here. */
	unread: string[];
	rows: number;
	bad: number;
	problems: Problem[];
	result: Omit<ImportResult, 'errors'> | null;
	wouldCreate: number;
	wouldKnow: number;
	wouldSettle: number;
	/** What becomes of the invoices the file marks as disputed. */
	flags: FlagCounts | null;
	documents: AttachedDocuments | null;
}

export const NOTHING = {
	refused: null,
	profile: null,
	mapping: null,
	unread: [],
	rows: 0,
	bad: 0,
	problems: [],
	result: null,
	wouldCreate: 0,
	wouldKnow: 0,
	wouldSettle: 0,
	flags: null,
	documents: null
};

const SHOWN = 20;

export function show(report: FileReport): void {
	print(report.file);
	if (report.refused !== null) return print(`  ${report.refused}`);
	if (report.profile) print(`  ${m.intake_cli_profile({ name: report.profile })}`);
	if (report.mapping)
		print(
			`  ${m.intake_cli_detected({ ...report.mapping, separator: JSON.stringify(report.mapping.separator) })}`
		);
	if (report.unread.length)
		print(`  ${m.intake_columns_unread({ names: report.unread.join(', ') })}`);
	print(`  ${countsIn(report)}`);
	if (report.result?.fieldsFilled)
		print(`  ${m.intake_cli_fields({ count: formatNumber(report.result.fieldsFilled) })}`);
	for (const words of flagLines(report)) print(`  ${words}`);
	for (const problem of report.problems.slice(0, SHOWN)) print(`  ${sentence(problem)}`);
	if (report.problems.length > SHOWN)
		print(`  ${m.intake_cli_more({ count: report.problems.length - SHOWN })}`);
	if (report.documents?.attached)
		print(`  ${m.intake_documents_done({ count: report.documents.attached })}`);
}

function countsIn({ result, rows, bad, wouldCreate, wouldKnow, wouldSettle }: FileReport): string {
	if (!result)
		return m.intake_cli_would({
			rows: formatNumber(rows),
			bad: formatNumber(bad),
			created: formatNumber(wouldCreate),
			known: formatNumber(wouldKnow),
			settled: formatNumber(wouldSettle)
		});
	return m.intake_cli_done({
		rows: formatNumber(rows),
		created: formatNumber(result.invoicesCreated),
		updated: formatNumber(result.invoicesUpdated),
		unchanged: formatNumber(result.invoicesUnchanged),
		customersCreated: formatNumber(result.customersCreated),
		contactsCreated: formatNumber(result.contactsCreated),
		payments: formatNumber(result.paymentsRecorded),
		disputes: formatNumber(result.disputesOpened),
		credits: formatNumber(result.creditNotesCreated ?? 0),
		settled: formatNumber(result.absentSettled ?? 0)
	});
}

function flagLines({ flags, result }: FileReport): string[] {
	const words = flags && flagWords(flags, result !== null);
	if (!words) return [];
	// The counts of an import already say how many were opened.
	return result ? words.others : [words.opens, ...words.others];
}

const sentence = ({ line, column, value, ...why }: Problem): string =>
	m.intake_cli_problem({
		line,
		column: column || '–',
		reason: problemWords(why),
		value: value.slice(0, 60)
	});
