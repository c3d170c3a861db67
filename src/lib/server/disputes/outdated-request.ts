import { and, eq, gte } from 'drizzle-orm';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeAmendment } from '../db/schema/disputes';
import type { RequestRow } from './approval-requests';
import type { Left } from './left-to-decide';

/**
 * Why nobody can sign it as it is: the day of the offer is over, or it is another question now, because what is
 * contested changed or the customer said the case otherwise since, of whatever sum. Null: it may be signed.
 */
export async function outdatedAs(
	unit: Unit<InsideScope>,
	{ claimed }: Pick<Left, 'claimed'>,
	row: RequestRow
): Promise<Lapse | null> {
	if (row.validUntil && row.validUntil < unit.today) return 'expired';
	const isChanged = claimed.minor !== row.claimedMinor || (await isAmendedSince(unit, row));
	return isChanged ? 'outdated' : null;
}

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
