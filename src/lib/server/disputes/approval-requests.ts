import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { requestStanding, type RequestStanding } from '$lib/domain/disputes/approval-request';
import { isLapse } from '$lib/domain/disputes/offer-over';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { approval, approvalRequest } from '../db/schema/approvals';

export type RequestRow = typeof approvalRequest.$inferSelect;
export type ActRow = typeof approval.$inferSelect;

export interface ApprovalRequest {
	row: RequestRow;
	acts: ActRow[];
	standing: RequestStanding;
}

/** Everything that was asked about a case, the newest first. */
export const requestsOf = (unit: Unit<InsideScope>, disputeId: string) =>
	read(unit, eq(approvalRequest.disputeId, disputeId));

/** Of what waits in the house: these requests, or those of these cases. */
export interface OfThese {
	ids?: readonly string[] | undefined;
	disputeIds?: readonly string[] | undefined;
}

/** Whatever waits in the house, or of these. */
export const openRequests = (unit: Unit<InsideScope>, { ids, disputeIds }: OfThese = {}) =>
	read(
		unit,
		and(
			isNull(approvalRequest.endedAt),
			ids && oneOf(approvalRequest.id, ids),
			disputeIds && oneOf(approvalRequest.disputeId, disputeIds)
		)
	);

/** What waits about a case. */
export async function openRequestOf(
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<ApprovalRequest | null> {
	const about = and(eq(approvalRequest.disputeId, disputeId), isNull(approvalRequest.endedAt));
	return (await read(unit, about))[0] ?? null;
}

/** The one that was on the screen. @throws not_found, approval_lapsed, approval_over */
export async function awaitedRequest(
	unit: Unit<InsideScope>,
	{ disputeId, requestId }: { disputeId: string; requestId: string }
): Promise<ApprovalRequest> {
	const found = (await requestsOf(unit, disputeId)).find(({ row }) => row.id === requestId);
	if (!found) throw new AppError('not_found');
	const { endedAt, endedAs, askedByName: name } = found.row;
	if (isLapse(endedAs)) throw new AppError('approval_lapsed', { name });
	if (endedAt) throw new AppError('approval_over');
	return found;
}

async function read(
	unit: Unit<InsideScope>,
	which: ReturnType<typeof and>
): Promise<ApprovalRequest[]> {
	const rows = await unit.tx
		.select()
		.from(approvalRequest)
		.where(and(eq(approvalRequest.organisationId, unit.scope.organisationId), which))
		.orderBy(desc(approvalRequest.id));
	const acts = await actsOf(
		unit,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => {
		const own = acts.filter(({ requestId }) => requestId === row.id);
		return { row, acts: own, standing: requestStanding(row, own) };
	});
}

const actsOf = async (unit: Unit<InsideScope>, requestIds: string[]): Promise<ActRow[]> =>
	requestIds.length === 0
		? []
		: unit.tx
				.select()
				.from(approval)
				.where(
					and(
						eq(approval.organisationId, unit.scope.organisationId),
						inArray(approval.requestId, requestIds)
					)
				)
				.orderBy(asc(approval.id));
