import { and, asc, eq } from 'drizzle-orm';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { followUp } from '../db/schema/follow-ups';

/** How each of those who were asked was reminded, the first time first; missing = not yet. */
export async function followUpsOf(
	unit: Unit<InsideScope>,
	assignmentIds: readonly string[]
): Promise<ReadonlyMap<string, FollowUp[]>> {
	const rows = await unit.tx
		.select({
			assignmentId: followUp.assignmentId,
			kind: followUp.kind,
			on: followUp.on,
			dueOn: followUp.dueOn
		})
		.from(followUp)
		.where(
			and(
				eq(followUp.organisationId, unit.scope.organisationId),
				among(followUp.assignmentId, assignmentIds)
			)
		)
		.orderBy(asc(followUp.on));
	return groupBy(rows, ({ assignmentId }) => assignmentId);
}
