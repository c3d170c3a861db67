import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { importProfile } from '../db/schema/imports';
import { forgetProfile } from '../sources/forget-profile';

/** Files with its header are guessed again. */
export async function removeProfile(unit: Unit<InsideScope>, id: string): Promise<void> {
	await forgetProfile(unit, id);
	const rows = await unit.tx
		.delete(importProfile)
		.where(
			and(eq(importProfile.organisationId, unit.scope.organisationId), eq(importProfile.id, id))
		)
		.returning({ name: importProfile.name });
	for (const { name } of rows)
		await record(unit, 'import.profile_removed', { kind: 'import', id }, { name });
}
