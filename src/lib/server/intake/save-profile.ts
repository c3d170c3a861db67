import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importProfile } from '../db/schema/imports';
import { headerHash } from './guess-for';

/** Remembers how files with this header are read; the same name replaces what it was. */
export async function saveProfile(
	unit: Unit<InsideScope>,
	name: string,
	header: readonly string[],
	mapping: ImportMapping
): Promise<void> {
	if (name.trim() === '') throw new AppError('required', {}, 'profileName');
	const id = uuidv7();
	const saved = {
		headerHash: headerHash(header),
		mapping,
		savedAt: unit.now,
		savedBy: actorOf(unit.scope).name
	};
	await unit.tx
		.insert(importProfile)
		.values({ organisationId: unit.scope.organisationId, id, name: name.trim(), ...saved })
		.onConflictDoUpdate({ target: [importProfile.organisationId, importProfile.name], set: saved });
	await record(unit, 'import.profile_saved', { kind: 'import', id }, { name: name.trim() });
}
