import { detectEncoding } from '$lib/domain/intake/encoding';
import { countFates, type FlagCounts } from '$lib/domain/intake/flag-fate';
import { guessValues, type Doubt } from '$lib/domain/intake/guess-mapping';
import { missingColumns, repeatedColumns, unreadColumns } from '$lib/domain/intake/header';
import type { ImportField, ImportMapping } from '$lib/domain/intake/mapping';
import { badLines, visible, type RowProblem } from '$lib/domain/intake/problems';
import { readReceivables } from '$lib/domain/intake/receivables';
import type { Table } from '$lib/domain/intake/table';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { expectedFlagFates } from './flag-fates';
import { planImport, type ImportPlan } from './plan-import';
import { previewRows, type PreviewRow } from './preview-rows';
import { tableIn } from './understand-file';

const SHOWN_PROBLEMS = 200;

export interface ImportPreview {
	columns: { name: string; example: string }[];
	repeated: string[];
	/** Columns of the file that are left aside. */
	unread: string[];
	missing: ImportField[];
	doubts: Doubt[];
	rowCount: number;
	badCount: number;
	rows: PreviewRow[];
	/** How many cases the flags of the file will open, and how many will not, by reason. */
	flags: FlagCounts;
	problems: Omit<RowProblem, 'raw'>[];
	problemCount: number;
	customersNew: number;
	invoicesNew: number;
	invoicesKnown: number;
	creditNotesNew: number;
	/** Open invoices, and how many of them the file does not name. */
	openCount: number;
	absentCount: number;
	/** Lines whose contact was erased and stays so. */
	erasedCount: number;
}

/** What would happen, row by row; nothing is written. */
export async function previewImport(
	unit: Unit<InsideScope>,
	content: Uint8Array,
	mapping: ImportMapping,
	receivedAt: Date
): Promise<ImportPreview> {
	const table = await tableIn(content, mapping);
	const seen = {
		columns: table.header.map((name, column) => ({
			name: visible(name),
			example: exampleOf(table, column)
		})),
		repeated: repeatedColumns(table.header),
		unread: unreadColumns(table.header, mapping).map(visible),
		missing: missingColumns(mapping.columns),
		doubts: doubtsAbout(content, table, mapping),
		rowCount: table.rows.length
	};
	if (seen.missing.length) return { ...seen, ...NOTHING_READ };
	const receivables = readReceivables(table, mapping);
	const plan = await planImport(unit, { table, receivables }, mapping, receivedAt);
	const fates = await expectedFlagFates(unit, plan.invoices);
	return {
		...seen,
		rows: previewRows(plan.rows, plan, fates),
		flags: countFates(fates.values()),
		...countsOf(plan)
	};
}

const NOTHING_READ = {
	badCount: 0,
	rows: [],
	flags: countFates([]),
	problems: [],
	problemCount: 0,
	customersNew: 0,
	invoicesNew: 0,
	invoicesKnown: 0,
	creditNotesNew: 0,
	openCount: 0,
	absentCount: 0,
	erasedCount: 0
};

const countsOf = ({
	problems,
	customers,
	invoices,
	creditNotes,
	openCount,
	absent,
	erasedCount
}: ImportPlan) => ({
	badCount: badLines(problems),
	problems: problems
		.slice(0, SHOWN_PROBLEMS)
		.map(({ line, column, code, value, taken }) => ({ line, column, code, value, taken })),
	problemCount: problems.length,
	customersNew: customers.create.length,
	invoicesNew: invoices.create.length,
	invoicesKnown: invoices.all.length - invoices.create.length,
	creditNotesNew: creditNotes.length,
	openCount,
	absentCount: absent.length,
	erasedCount
});

/** What the values themselves do not prove, whoever chose it. */
function doubtsAbout(
	content: Uint8Array,
	table: Table,
	{ columns, separator }: ImportMapping
): Doubt[] {
	const encoding: Doubt[] = detectEncoding(content).sure ? [] : ['encoding'];
	return [...encoding, ...guessValues(table, columns, separator).doubts];
}

const exampleOf = ({ rows }: Table, column: number): string =>
	visible(rows.find((row) => row.cells[column]?.trim())?.cells[column]?.trim() ?? '').slice(0, 60);
