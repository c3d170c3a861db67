import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { countFates, type FlagCounts } from '$lib/domain/intake/flag-fate';
import { importMapping, type ImportMapping } from '$lib/domain/intake/mapping';
import { badLines } from '$lib/domain/intake/problems';
import { flagWords } from '$lib/i18n/flag-words';
import { formatNumber } from '$lib/i18n/format';
import { asLanguage, type Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { runInLanguage } from '$lib/i18n/run-in';
import { errorWords, say } from '$lib/i18n/words';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { attachDocuments, type AttachedDocuments } from '$lib/server/intake/attach-documents';
import { guessFor } from '$lib/server/intake/guess-for';
import { importReceivables } from '$lib/server/intake/import-receivables';
import { previewImport } from '$lib/server/intake/preview-import';
import type { ImportResult } from '$lib/server/intake/queries';
import { awaitedDocuments } from '$lib/server/invoices/document-queries';
import { print, typedPath, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `import receivables FILE…         [--org SLUG] [--profile NAME] [--mapping FILE.json] [--dry-run]
                                 [--complete] [--json] [--lang fr|en]:
                                 customers, contacts and invoices from CSV; PDFs the rows announce are
                                 taken from the same folder; exit code 1 when nothing could be imported;
                                 --complete: the file holds every open invoice, those it no longer
                                 names are settled`;

interface Options {
	profile?: string;
	mapping?: string;
	dryRun: boolean;
	complete: boolean;
	json: boolean;
	language: Language;
}
type Problem = Pick<ImportResult['errors'][number], 'line' | 'column' | 'code' | 'value'>;

/** What became of one file, whether it was written or only looked at. */
interface FileReport {
	file: string;
	/** The whole file was refused. */
	refused: string | null;
	profile: string | null;
	mapping: ImportMapping | null;
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

const NOTHING = {
	refused: null,
	profile: null,
	mapping: null,
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

export async function run([kind, ...args]: string[]): Promise<number> {
	if (kind !== 'receivables') throw new UsageError('Only "import receivables" exists.');
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean', default: false } as const;
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			org: text,
			profile: text,
			mapping: text,
			'dry-run': flag,
			complete: flag,
			json: flag,
			lang: text
		}
	});
	if (positionals.length === 0) throw new UsageError('Name at least one file.');
	const scope = await organisationNamed(values.org);
	const options = {
		profile: values.profile,
		mapping: values.mapping,
		dryRun: values['dry-run'],
		complete: values.complete,
		json: values.json,
		language: asLanguage(values.lang) ?? 'fr'
	};
	const reports: FileReport[] = [];
	for (const file of positionals) reports.push(await importOne(scope, file, options));
	if (options.json) print(JSON.stringify(reports, null, '\t'));
	else runInLanguage(options.language, () => reports.forEach(show));
	return reports.some((report) => report.rows > report.bad) ? 0 : 1;
}

async function importOne(scope: SystemScope, file: string, options: Options): Promise<FileReport> {
	const content = await contentOf(file);
	const chosen = options.mapping ? await mappingIn(options.mapping) : null;
	try {
		return await unitOfWork(scope, async (unit) => {
			const guess = await guessFor(unit, content, options.profile);
			const mapping = { ...(chosen ?? guess.mapping), ...(options.complete && { complete: true }) };
			const report = options.dryRun ? await lookAt(unit, content, mapping) : null;
			return {
				...NOTHING,
				file,
				mapping,
				profile: guess.profile?.name ?? null,
				...(report ?? (await take(unit, file, content, mapping)))
			};
		});
	} catch (fault) {
		if (!(fault instanceof AppError)) throw fault;
		if (fault.field === 'profile')
			throw new UsageError(`There is no saved reading "${options.profile}".`);
		if (!fault.code.startsWith('import_')) throw fault;
		return { ...NOTHING, file, refused: errorWords(fault.code, fault.details, options.language) };
	}
}

type Inside = Unit<SystemScope>;

/** Nothing is written. */
async function lookAt(unit: Inside, content: Uint8Array, mapping: ImportMapping) {
	const preview = await previewImport(unit, content, mapping, unit.now);
	return {
		rows: preview.rowCount,
		bad: preview.badCount,
		problems: preview.problems,
		wouldCreate: preview.invoicesNew,
		wouldKnow: preview.invoicesKnown,
		wouldSettle: mapping.complete ? preview.absentCount : 0,
		flags: preview.flags
	};
}

async function take(unit: Inside, file: string, content: Uint8Array, mapping: ImportMapping) {
	const { errors, ...result } = await importReceivables(unit, content, mapping, {
		id: uuidv7(),
		name: path.basename(file),
		uploadedAt: unit.now
	});
	return {
		rows: result.rows,
		bad: badLines(errors),
		problems: errors,
		result,
		flags: { ...countFates([]), ...result.disputesNotOpened, opens: result.disputesOpened },
		documents: await attachDocuments(
			unit,
			await documentsBeside(file, await awaitedDocuments(unit))
		)
	};
}

async function contentOf(file: string): Promise<Uint8Array> {
	try {
		return new Uint8Array(await fs.readFile(typedPath(file)));
	} catch {
		throw new UsageError(`The file "${file}" cannot be read.`);
	}
}

async function mappingIn(file: string): Promise<ImportMapping> {
	try {
		return importMapping.parse(JSON.parse(await fs.readFile(typedPath(file), 'utf8')));
	} catch {
		throw new UsageError(`"${file}" is not a mapping: take the one that --json prints.`);
	}
}

/** The folder of the file only: a name in a cell is never a path. */
async function documentsBeside(file: string, names: readonly string[]) {
	const folder = path.dirname(typedPath(file));
	const found = await Promise.all(
		names
			.filter((name) => name === path.basename(name) && !name.includes('\\'))
			.map(async (name) => ({
				name,
				content: await fs.readFile(path.join(folder, name)).catch(() => null)
			}))
	);
	return found.flatMap(({ name, content }) =>
		content ? [{ name, content: new Uint8Array(content) }] : []
	);
}

const SHOWN = 20;

function show(report: FileReport): void {
	print(report.file);
	if (report.refused !== null) return print(`  ${report.refused}`);
	if (report.profile) print(`  ${m.intake_cli_profile({ name: report.profile })}`);
	if (report.mapping)
		print(
			`  ${m.intake_cli_detected({ ...report.mapping, separator: JSON.stringify(report.mapping.separator) })}`
		);
	print(`  ${countsIn(report)}`);
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

const sentence = ({ line, column, code, value }: Problem): string =>
	m.intake_cli_problem({
		line,
		column: column || '–',
		reason: say(`intake_problem_${code}`),
		value: value.slice(0, 60)
	});
