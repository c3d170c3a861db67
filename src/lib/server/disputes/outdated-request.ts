import { and, eq, gte } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeAmendment } from '../db/schema/disputes';
import type { RequestRow } from './approval-requests';
import type { Left } from './left-to-decide';

/**
 * It is another question now: what is contested changed, the customer said the case otherwise since, of
 * whatever sum, or the day of the offer is over. Nobody can sign it as it is.
 */
export const isOutdated = async (
	unit: Unit<InsideScope>,
	{ claimed }: Pick<Left, 'claimed'>,
	row: RequestRow
): Promise<boolean> =>
	claimed.minor !== row.claimedMinor ||
	(row.validUntil !== null && row.validUntil < unit.today) ||
	(await isAmendedSince(unit, row));

async function isAmendedSince(
	{ tx, scope }: Unit<InsideScope>,
	{ disputeId, askedAt }: RequestRow
): Promise<boolean> {
	const [since] = await tx
		.select({ id: disputeAmendment.id })
		.from(disputeAmendment)
		.where(
			and(
				eq(disputeAmendment.organisationId, scope.organisationId),
				eq(disputeAmendment.disputeId, disputeId),
				gte(disputeAmendment.at, askedAt)
			)
		)
		.limit(1);
	return since !== undefined;
}
