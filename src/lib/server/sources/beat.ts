import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { heartbeat } from '../db/schema/sources';
import { sourcesOf } from './queries';

export interface Beat {
	sourceId: string;
	via: 'import' | 'command_line' | 'staff';
	importFileId?: string;
}

/** A sign of life: what we know from this source is as fresh as now. */
export async function beat(
	unit: Unit<InsideScope>,
	{ sourceId, via, importFileId }: Beat
): Promise<void> {
	await unit.tx.insert(heartbeat).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		sourceId,
		via,
		importFileId: importFileId ?? null,
		at: unit.now,
		by: actorOf(unit.scope).name
	});
	await record(unit, 'source.beat', { kind: 'source', id: sourceId }, { via, importFileId });
}

/** A file read with this profile speaks for every source that was declared for it. */
export async function beatForImport(
	unit: Unit<InsideScope>,
	profileId: string,
	importFileId: string
): Promise<void> {
	for (const source of await sourcesOf(unit))
		if (source.profileId === profileId)
			await beat(unit, { sourceId: source.id, via: 'import', importFileId });
}
