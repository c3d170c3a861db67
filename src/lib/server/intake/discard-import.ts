import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importFile } from '../db/schema/imports';
import { removeStoredFile } from '../files';
import { lockImport } from './queries';

/** Nothing of the file is imported; the file itself is thrown away. */
export async function discardImport(unit: Unit<InsideScope>, id: string): Promise<void> {
	const file = await lockImport(unit, id);
	if (file.status === 'discarded') return;
	if (file.status !== 'preview') throw new AppError('conflict');
	await unit.tx
		.update(importFile)
		.set({ status: 'discarded', doneAt: unit.now })
		.where(and(eq(importFile.organisationId, unit.scope.organisationId), eq(importFile.id, id)));
	await record(unit, 'import.discarded', { kind: 'import', id }, { name: file.name });
	unit.afterCommit(() => void removeStoredFile(file.storageKey));
}
