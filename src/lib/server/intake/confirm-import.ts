import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importFile, type ImportResult } from '../db/schema/imports';
import { readStoredFile } from '../files';
import { guessFor } from './guess-for';
import { importReceivables } from './import-receivables';
import { beatForImport } from '../sources/beat';
import { lockImport } from './queries';

/** Imports an uploaded file; confirmed twice, it is imported once. */
export async function confirmImport(unit: Unit<InsideScope>, id: string): Promise<ImportResult> {
	const file = await lockImport(unit, id);
	if (file.status === 'done' && file.result) return file.result;
	if (file.status !== 'preview') throw new AppError('conflict');
	const content = await readStoredFile(file.storageKey);
	const result = await importReceivables(unit, content, file.mapping, file);
	const { profile } = await guessFor(unit, content);
	if (profile) await beatForImport(unit, profile.id, id);
	await unit.tx
		.update(importFile)
		.set({ status: 'done', result, doneAt: unit.now })
		.where(and(eq(importFile.organisationId, unit.scope.organisationId), eq(importFile.id, id)));
	return result;
}
