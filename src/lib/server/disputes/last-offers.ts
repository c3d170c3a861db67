import { and, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { disputeTransition } from '../db/schema/disputes';
import { proposal, proposalAnswer } from '../db/schema/proposals';

/** The case of the offer was ended, and opened again since it was made. */
export const isOfEarlierRound = sql<boolean>`exists (select from ${disputeTransition} where ${disputeTransition.organisationId} = ${proposal.organisationId}
	and ${disputeTransition.disputeId} = ${proposal.disputeId} and ${disputeTransition.toStatus} = 'in_progress'
	and ${inArray(disputeTransition.fromStatus, ENDED_STATUSES)} and ${disputeTransition.at} > ${proposal.proposedAt})`;

const isLast = sql`not exists (select from ${proposal} later where later.organisation_id = ${proposal.organisationId}
	and later.dispute_id = ${proposal.disputeId} and (later.proposed_at, later.id) > (${proposal.proposedAt}, ${proposal.id}))`;

const isUnanswered = sql`not exists (select from ${proposalAnswer} where ${proposalAnswer.organisationId} = ${proposal.organisationId}
	and ${proposalAnswer.proposalId} = ${proposal.id})`;

/** The last offer of the round that runs, which was neither answered nor taken back. */
export const lastUnanswered: SQL | undefined = and(
	isNull(proposal.withdrawnAt),
	isLast,
	isUnanswered,
	sql`not ${isOfEarlierRound}`
);
