import fs from 'node:fs/promises';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { countFates } from '$lib/domain/intake/flag-fate';
import { unreadColumns } from '$lib/domain/intake/header';
import { importMapping, type ImportMapping } from '$lib/domain/intake/mapping';
import { badLines, visible } from '$lib/domain/intake/problems';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { attachDocuments } from '$lib/server/intake/attach-documents';
import { guessFor } from '$lib/server/intake/guess-for';
import { importReceivables } from '$lib/server/intake/import-receivables';
import { previewImport } from '$lib/server/intake/preview-import';
import { awaitedDocuments } from '$lib/server/invoices/document-queries';
import { typedPath, UsageError } from './command';
import { NOTHING, type FileReport } from './import-report';

interface Options {
	profile?: string;
	mapping?: string;
	dryRun: boolean;
	complete: boolean;
	json: boolean;
}

export async function importFile(
	scope: SystemScope,
	file: string,
	options: Options
): Promise<FileReport> {
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
				unread: unreadColumns(guess.table.header, mapping).map(visible),
				profile: guess.profile?.name ?? null,
				...(report ?? (await take(unit, file, content, mapping)))
			};
		});
	} catch (fault) {
		if (!(fault instanceof AppError)) throw fault;
		if (fault.field === 'profile')
			throw new UsageError(m.cli_no_profile({ name: options.profile ?? '' }));
		if (!fault.code.startsWith('import_')) throw fault;
		return { ...NOTHING, file, refused: errorWords(fault.code, fault.details) };
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
		throw new UsageError(m.cli_unreadable({ file }));
	}
}

async function mappingIn(file: string): Promise<ImportMapping> {
	try {
		return importMapping.parse(JSON.parse(await fs.readFile(typedPath(file), 'utf8')));
	} catch {
		throw new UsageError(m.cli_no_mapping({ file }));
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
