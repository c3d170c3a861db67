import { and, eq, inArray, sql } from 'drizzle-orm';
import { ENDED_STATUSES, UNDECIDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { LAPSES, type Lapse } from '$lib/domain/disputes/offer-over';
import type { Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { approvalRequest } from '../db/schema/approvals';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { proposal } from '../db/schema/proposals';
import type { RequestRow } from './approval-requests';
import { askersAfter } from './askers-after';
import { houseToday, type House } from './signers';
import { askerIn } from './waiting-requests';

/** Ended because nobody could sign it any more. */
export interface LapsedRequest extends RequestRow {
	endedAs: Lapse;
}

/** Asked for anew, offered, or decided and over since: also where the case was opened again after that. */
export const isRedone = sql`(
	exists (select from ${approvalRequest} later where later.organisation_id = ${approvalRequest.organisationId}
		and later.dispute_id = ${approvalRequest.disputeId} and later.asked_at >= ${approvalRequest.endedAt})
	or exists (select from ${proposal} where ${proposal.organisationId} = ${approvalRequest.organisationId}
		and ${proposal.disputeId} = ${approvalRequest.disputeId} and ${proposal.proposedAt} >= ${approvalRequest.endedAt})
	or exists (select from ${disputeTransition} where ${disputeTransition.organisationId} = ${approvalRequest.organisationId}
		and ${disputeTransition.disputeId} = ${approvalRequest.disputeId} and ${inArray(disputeTransition.toStatus, ENDED_STATUSES)}
		and ${disputeTransition.at} >= ${approvalRequest.endedAt}))`;

/** Of undecided cases of the house, or of these: what nobody could sign any more and nobody took up since. */
export async function requestsToRedo(
	unit: Unit<InsideScope>,
	disputeIds?: readonly string[]
): Promise<LapsedRequest[]> {
	const rows = await unit.tx
		.select({ request: approvalRequest })
		.from(approvalRequest)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, approvalRequest.organisationId),
				eq(dispute.id, approvalRequest.disputeId)
			)
		)
		.where(
			and(
				eq(approvalRequest.organisationId, unit.scope.organisationId),
				inArray(approvalRequest.endedAs, [...LAPSES]),
				inArray(dispute.status, UNDECIDED_STATUSES),
				disputeIds && oneOf(approvalRequest.disputeId, disputeIds),
				sql`not ${isRedone}`
			)
		);
	return rows.map(({ request }) => request as LapsedRequest);
}

/** By case: whoever takes it up, which is whoever wanted it, or answers for him today. */
export async function redoersOf(
	unit: Unit<InsideScope>,
	rows: readonly RequestRow[],
	house?: House
): Promise<(row: RequestRow) => Colleague | undefined> {
	if (rows.length === 0) return () => undefined;
	const among = house ?? (await houseToday(unit));
	const askersOf = await askersAfter(
		unit,
		rows.map(({ disputeId }) => disputeId)
	);
	return ({ askedById, disputeId }) => askerIn(among, [askedById, ...askersOf(disputeId)])[0];
}
