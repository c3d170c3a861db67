import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dataSource } from '../db/schema/sources';

/** Imports no longer speak for the sources that knew them by this profile; those are still expected to speak. */
export const forgetProfile = (unit: Unit<InsideScope>, profileId: string) =>
	unit.tx
		.update(dataSource)
		.set({ profileId: null })
		.where(
			and(
				eq(dataSource.organisationId, unit.scope.organisationId),
				eq(dataSource.profileId, profileId)
			)
		);
