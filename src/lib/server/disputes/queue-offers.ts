import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { RUNNING_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import { dispute } from '../db/schema/disputes';
import { proposal } from '../db/schema/proposals';
import { lastUnanswered } from './last-offers';

/** Of the case of the query around it, the last offer that everybody was told is over. */
const lastOver = (which?: SQL): SQL =>
	sql`from ${proposal} where ${and(
		eq(proposal.organisationId, dispute.organisationId),
		eq(proposal.disputeId, dispute.id),
		inArray(dispute.status, RUNNING_STATUSES),
		isNotNull(proposal.lapsedAs),
		lastUnanswered,
		which
	)}`;

/** Why nobody can accept it any more; null where nothing is to be done about an offer. */
export const offerOverOf = sql<Lapse | null>`(select ${proposal.lapsedAs} ${lastOver()})`;

/** Whoever offered goes on with it. */
export const offeredBy = (userId: string): SQL =>
	sql`select ${dispute.id} from ${dispute} where ${dispute.id} in (select ${proposal.disputeId} from ${proposal} where ${proposal.proposedById} = ${userId}) and exists (select ${lastOver(eq(proposal.proposedById, userId))})`;
