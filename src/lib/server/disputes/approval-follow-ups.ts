import { and, asc, eq } from 'drizzle-orm';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { approvalFollowUp } from '../db/schema/approval-follow-ups';
import type { ApprovalRequest } from './approval-requests';

export interface ApprovalStep extends FollowUp {
	requestId: string;
	/** Of which asking: how many acts there were. */
	round: number;
}

/** How those who were asked were reminded, the first time first. */
export async function approvalStepsOf(
	unit: Unit<InsideScope>,
	requestIds: readonly string[]
): Promise<(request: Pick<ApprovalRequest, 'row' | 'acts'>) => ApprovalStep[]> {
	const { requestId, round, kind, on, dueOn } = approvalFollowUp;
	const rows = await unit.tx
		.select({ requestId, round, kind, on, dueOn })
		.from(approvalFollowUp)
		.where(
			and(
				eq(approvalFollowUp.organisationId, unit.scope.organisationId),
				among(approvalFollowUp.requestId, requestIds)
			)
		)
		.orderBy(asc(approvalFollowUp.on), asc(approvalFollowUp.id));
	const byRequest = groupBy(rows, (step) => step.requestId);
	return ({ row, acts }) =>
		(byRequest.get(row.id) ?? []).filter((step) => step.round === acts.length);
}
