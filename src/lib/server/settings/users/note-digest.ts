import { and, eq } from 'drizzle-orm';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';

/** His digest of today is worked out: it is looked at again tomorrow. */
export const noteDigest = (unit: Unit<SystemScope>, userId: string) =>
	unit.tx
		.update(user)
		.set({ digestOn: unit.today })
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));
