import { and, eq, gte } from 'drizzle-orm';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { approvalRequest } from '../db/schema/approvals';
import { disputeAmendment } from '../db/schema/disputes';
import type { RequestRow } from './approval-requests';
import type { Left } from './left-to-decide';

/**
 * Why nobody can sign it as it is: the day of the offer is over, or it is another question now, because what is
 * contested changed or the customer said the case otherwise since, of whatever sum. Null: it may be signed.
 */
export const outdatedAs = async (
	unit: Unit<InsideScope>,
	left: Pick<Left, 'claimed'>,
	row: RequestRow
): Promise<Lapse | null> => (await outdatedOf(unit, [row]))(left, row);

/** The same of any of these requests. */
export async function outdatedOf(
	unit: Unit<InsideScope>,
	rows: readonly RequestRow[]
): Promise<(left: Pick<Left, 'claimed'>, row: RequestRow) => Lapse | null> {
	const amended = await amendedSince(
		unit,
		rows.map(({ id }) => id)
	);
	return ({ claimed }, { id, claimedMinor, validUntil }) => {
		if (validUntil && validUntil < unit.today) return 'expired';
		return claimed.minor !== claimedMinor || amended.has(id) ? 'outdated' : null;
	};
}

async function amendedSince(
	{ tx, scope }: Unit<InsideScope>,
	requestIds: readonly string[]
): Promise<ReadonlySet<string>> {
	const { organisationId, disputeId, at } = disputeAmendment;
	const rows = await tx
		.selectDistinct({ id: approvalRequest.id })
		.from(approvalRequest)
		.innerJoin(
			disputeAmendment,
			and(
				eq(organisationId, approvalRequest.organisationId),
				eq(disputeId, approvalRequest.disputeId),
				gte(at, approvalRequest.askedAt)
			)
		)
		.where(
			and(
				eq(approvalRequest.organisationId, scope.organisationId),
				among(approvalRequest.id, requestIds)
			)
		);
	return new Set(rows.map(({ id }) => id));
}
