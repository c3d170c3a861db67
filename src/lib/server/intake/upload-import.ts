import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { shownName } from '../attachments/file-name';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importFile } from '../db/schema/imports';
import { storeFileIn } from '../files';
import { guessFor } from './guess-for';

/** Keeps a file with the way it seems to be written; nothing of it is imported yet. */
export async function uploadImport(
	unit: Unit<InsideScope>,
	name: string,
	content: Uint8Array
): Promise<{ id: string }> {
	const { mapping } = await guessFor(unit, content);
	const id = uuidv7();
	const { organisationId } = unit.scope;
	await unit.tx.insert(importFile).values({
		...(await storeFileIn(unit, content)),
		organisationId,
		id,
		name: shownName(name),
		mapping,
		status: 'preview',
		uploadedAt: unit.now,
		uploadedBy: actorOf(unit.scope).name
	});
	await record(
		unit,
		'import.uploaded',
		{ kind: 'import', id },
		{ name: shownName(name), bytes: content.length }
	);
	return { id };
}
