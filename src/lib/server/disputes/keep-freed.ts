import { and, eq } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeItem } from '../db/schema/disputes';
import type { CaseItem } from './case-queries';

/** What rested twice of these items and counts once from now on: whoever reads so may still say that they were two. */
export async function keepFreed(
	{ tx, scope }: Unit<DeskScope>,
	freed: readonly CaseItem[]
): Promise<void> {
	for (const { id, claimedMinor: freedMinor } of freed)
		await tx
			.update(disputeItem)
			.set({ freedMinor })
			.where(and(eq(disputeItem.organisationId, scope.organisationId), eq(disputeItem.id, id)));
}
