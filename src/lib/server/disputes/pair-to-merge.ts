import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { dispute } from '../db/schema/disputes';

/**
 * Of two cases that were ticked: the older one, which goes on, and the other. What would be of them is told before.
 * @throws merge_pick_two, merge_other_customer
 */
export async function pairToMerge(
	{ tx, scope }: Unit<DeskScope>,
	disputeIds: readonly string[]
): Promise<{ into: string; from: string }> {
	const found = await tx
		.select({ reference: dispute.reference, customerId: dispute.customerId })
		.from(dispute)
		.where(and(eq(dispute.organisationId, scope.organisationId), among(dispute.id, disputeIds)))
		.orderBy(asc(dispute.openedAt), asc(dispute.id));
	const [into, from] = found;
	if (!into || !from || found.length > 2) throw new AppError('merge_pick_two');
	if (into.customerId !== from.customerId) throw new AppError('merge_other_customer');
	return { into: into.reference, from: from.reference };
}
