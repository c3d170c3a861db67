import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { offeredUnder } from '$lib/domain/disputes/sub-status';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseSubStatus } from '../db/schema/case-sub-statuses';
import { queueCase } from '../db/schema/queue-cases';
import { everySubStatus } from '../settings/sub-status-queries';

/** Which one a case has, unless it moved on since, and which it may be given. */
export async function subStatusOf(
	unit: Unit<InsideScope>,
	{ id, status }: { id: string; status: DisputeStatus }
) {
	const all = await everySubStatus(unit);
	const given = await subStatusNow(unit, id);
	const now = all.find((one) => one.id === given?.subStatusId && one.status === status);
	return {
		now: now && given ? { id: now.id, labels: now.labels, by: given.by, at: given.at } : null,
		offered: offeredUnder(all, status).map((one) => ({ id: one.id, labels: one.labels }))
	};
}

export async function subStatusNow({ tx, scope }: Unit<InsideScope>, disputeId: string) {
	const [row] = await tx
		.select({
			id: caseSubStatus.id,
			subStatusId: caseSubStatus.subStatusId,
			by: caseSubStatus.setByName,
			at: caseSubStatus.setAt
		})
		.from(caseSubStatus)
		.where(
			and(
				eq(caseSubStatus.organisationId, scope.organisationId),
				eq(caseSubStatus.disputeId, disputeId),
				isNull(caseSubStatus.endedAt)
			)
		);
	return row;
}

/** To narrow the queue with: the cases that have it and still stand where it belongs. One nobody knows finds nothing. */
export async function hasSubStatus(
	unit: Unit<InsideScope>,
	subStatusId: string
): Promise<SQL | undefined> {
	if (!subStatusId) return undefined;
	const status = (await everySubStatus(unit)).find(({ id }) => id === subStatusId)?.status;
	const given = unit.tx
		.select({ id: caseSubStatus.disputeId })
		.from(caseSubStatus)
		.where(
			and(
				eq(caseSubStatus.organisationId, unit.scope.organisationId),
				eq(caseSubStatus.subStatusId, subStatusId),
				isNull(caseSubStatus.endedAt)
			)
		);
	return and(inArray(queueCase.id, given), inArray(queueCase.status, status ? [status] : []));
}
