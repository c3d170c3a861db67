import { and, eq, ne, not, sql } from 'drizzle-orm';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { among } from '../../db/one-of';
import { user } from '../../db/schema/users';

/** His digest of today is worked out: it is looked at again tomorrow. */
export const noteDigest = (unit: Unit<SystemScope>, userId: string) =>
	unit.tx
		.update(user)
		.set({ digestOn: unit.today, digestFailures: 0, digestAgainAt: null })
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));

/** Whoever reads single mails and is none of these has nothing to read today. */
export const noteOtherDigests = (unit: Unit<SystemScope>, readers: readonly string[]) =>
	unit.tx
		.update(user)
		.set({ digestOn: unit.today, digestFailures: 0, digestAgainAt: null })
		.where(
			and(
				eq(user.organisationId, unit.scope.organisationId),
				ne(user.alerts, 'daily'),
				sql`${user.digestOn} is distinct from ${unit.today}`,
				not(among(user.id, readers))
			)
		);
