import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeItem } from '../db/schema/disputes';

/**
 * A reason that holds as much of an invoice as the one before did not: the items of the case are others from this
 * instant on and claim the same, so that the days before keep what they held.
 */
export async function claimAnew(
	{ tx, scope, now }: Unit<DeskScope>,
	disputeId: string
): Promise<void> {
	const replaced = await tx
		.update(disputeItem)
		.set({ replacedAt: now })
		.where(
			and(
				eq(disputeItem.organisationId, scope.organisationId),
				eq(disputeItem.disputeId, disputeId),
				isNull(disputeItem.replacedAt)
			)
		)
		.returning();
	// Decisions are split item after item: they keep their order.
	const inOrder = replaced.sort((a, b) => (a.id < b.id ? -1 : 1));
	await tx
		.insert(disputeItem)
		.values(inOrder.map((row) => ({ ...row, ...NOT_DECIDED, id: uuidv7(), addedAt: now })));
}

/** What an earlier round accepted stays with the item it was accepted of. */
const NOT_DECIDED = { acceptedMinor: null, replacedAt: null };
