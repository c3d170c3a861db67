import { and, desc, eq } from 'drizzle-orm';
import { SIDE_EXITS } from '$lib/domain/disputes/lifecycle';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeTransition } from '../db/schema/disputes';
import type { Case } from './case-queries';

/** What whoever closed the case without a decision wrote to its customer: the letter said it, the page keeps it. */
export async function closedWith(
	{ tx, scope }: Unit<PortalScope>,
	{ dispute }: Case
): Promise<string | null> {
	if (!SIDE_EXITS.some((exit) => exit === dispute.status)) return null;
	const [last] = await tx
		.select({ note: disputeTransition.note, byKind: disputeTransition.byKind })
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, scope.organisationId),
				eq(disputeTransition.disputeId, dispute.id),
				eq(disputeTransition.toStatus, dispute.status)
			)
		)
		.orderBy(desc(disputeTransition.at), desc(disputeTransition.id))
		.limit(1);
	return last?.byKind === 'staff' ? last.note.trim() || null : null;
}
