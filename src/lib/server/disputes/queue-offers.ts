import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { RUNNING_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
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

/** Of each of these cases, why nobody can accept its offer any more; null where nothing is to be done about one. */
export async function offersOver(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<(disputeId: string) => Lapse | null> {
	const lapsed = await lapsedIn(unit, ids);
	// Most have none: what else an offer has to be is asked of no case then.
	if (lapsed.length === 0) return () => null;
	const rows = await unit.tx
		.select({
			id: dispute.id,
			over: sql<Lapse | null>`(select ${proposal.lapsedAs} ${lastOver()})`
		})
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				among(
					dispute.id,
					lapsed.map(({ id }) => id)
				)
			)
		);
	const byId = new Map(rows.map(({ id, over }) => [id, over]));
	return (disputeId) => byId.get(disputeId) ?? null;
}

const lapsedIn = ({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) =>
	tx
		.selectDistinct({ id: proposal.disputeId })
		.from(proposal)
		.where(
			and(
				eq(proposal.organisationId, scope.organisationId),
				isNotNull(proposal.lapsedAs),
				among(proposal.disputeId, ids)
			)
		);

/** Whoever offered goes on with it. */
export const offeredBy = (userId: string): SQL =>
	sql`select ${dispute.id} from ${dispute} where ${dispute.id} in (select ${proposal.disputeId} from ${proposal} where ${proposal.proposedById} = ${userId}) and exists (select ${lastOver(eq(proposal.proposedById, userId))})`;
