import { and, eq, isNull, sql } from 'drizzle-orm';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import type { Follower } from './recipients';

/**
 * An address follows a case once. One who is no contact any more makes room for whoever has it now, and one
 * whose address was corrected is known by the new one. A customer may add a follower, not rewrite one: done
 * from inside.
 */
export async function freeAddress(
	unit: Unit<Scope>,
	disputeId: string,
	{ following, email }: { following: readonly Follower[]; email: string }
): Promise<void> {
	const { organisationId } = unit.scope;
	await fromInside(unit, async ({ tx, now }) => {
		const held = and(
			eq(disputeFollower.organisationId, organisationId),
			eq(disputeFollower.disputeId, disputeId),
			eq(sql`lower(${disputeFollower.email})`, email),
			isNull(disputeFollower.removedAt)
		);
		const [row] = await tx.select({ id: disputeFollower.id }).from(disputeFollower).where(held);
		const today = following.find(({ id }) => id === row?.id)?.email;
		if (row)
			await tx
				.update(disputeFollower)
				.set(today ? { email: today } : { removedAt: now })
				.where(held);
	});
}
