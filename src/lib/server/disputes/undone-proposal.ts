import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { proposal } from '../db/schema/proposals';
import type { Case } from './case-queries';
import type { ProposalRow } from './proposals';
import { tellFollowers, updateOf } from './tell-followers';

/**
 * What was agreed cannot be carried out any more: it is not written as booked, everybody who read that it
 * was agreed reads this too, and checks.ts names it until a person has decided or closed the case.
 */
export async function leaveUndone(
	unit: Unit<InsideScope>,
	about: Case,
	{ id }: ProposalRow
): Promise<void> {
	await unit.tx
		.update(proposal)
		.set({ carriedOutAt: null, withdrawnAt: unit.now, withdrawnBy: actorOf(unit.scope).name })
		.where(and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.id, id)));
	const onceKey = `dispute-proposal-undone:${id}`;
	await tellFollowers(unit, about, await updateOf(unit, about, 'proposal_undone'), { onceKey });
	await record(
		unit,
		'dispute.proposal_undone',
		{ kind: 'dispute', id: about.dispute.id, customerId: about.customer.id },
		{ proposalId: id }
	);
}
