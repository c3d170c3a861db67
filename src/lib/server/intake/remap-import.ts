import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importFile } from '../db/schema/imports';
import { lockImport } from './queries';

/** Reads the same file another way, as somebody corrected it. */
export async function remapImport(
	unit: Unit<InsideScope>,
	id: string,
	mapping: ImportMapping
): Promise<void> {
	const { status } = await lockImport(unit, id);
	if (status !== 'preview') throw new AppError('conflict');
	await unit.tx
		.update(importFile)
		.set({ mapping })
		.where(and(eq(importFile.organisationId, unit.scope.organisationId), eq(importFile.id, id)));
	await record(unit, 'import.remapped', { kind: 'import', id }, { ...mapping });
}
