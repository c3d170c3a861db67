import { and, eq, inArray, sql } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { UNDECIDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { money, type Money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { approval, approvalRequest } from '../db/schema/approvals';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { isRedone } from './requests-to-redo';

/** Who did not sign, when, and why: nobody decided or asked for another signature since. */
export interface RefusedRequest {
	by: string;
	on: LocalDate;
	why: string;
	amount: Money;
	/** Somebody was asked about the case since: it waits for him. */
	isAskedSince: boolean;
}

const isAskedSince = sql<boolean>`exists (select from ${assignment}
	where ${assignment.organisationId} = ${approvalRequest.organisationId}
		and ${assignment.disputeId} = ${approvalRequest.disputeId} and ${assignment.assignedAt} >= ${approvalRequest.endedAt})`;

/** By case, of undecided ones of the house or of these. */
export async function refusedRequests(
	unit: Unit<DeskScope>,
	disputeIds?: readonly string[]
): Promise<ReadonlyMap<string, RefusedRequest>> {
	const { tx, scope } = unit;
	const rows = await tx
		.select({ request: approvalRequest, why: approval.note, isAskedSince })
		.from(approvalRequest)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, approvalRequest.organisationId),
				eq(dispute.id, approvalRequest.disputeId)
			)
		)
		.innerJoin(
			approval,
			and(
				eq(approval.organisationId, approvalRequest.organisationId),
				eq(approval.requestId, approvalRequest.id),
				eq(approval.act, 'refuse')
			)
		)
		.where(
			and(
				eq(approvalRequest.organisationId, scope.organisationId),
				eq(approvalRequest.endedAs, 'refused'),
				inArray(dispute.status, UNDECIDED_STATUSES),
				disputeIds && oneOf(approvalRequest.disputeId, disputeIds),
				sql`not ${isRedone}`
			)
		);
	return new Map(
		rows.map(({ request, why, isAskedSince: isAsked }) => [
			request.disputeId,
			{
				by: request.endedByName ?? '',
				on: localDateAt(request.endedAt!, scope.timeZone),
				...{ why, isAskedSince: isAsked },
				amount: money(request.amountMinor, request.currency)
			}
		])
	);
}
