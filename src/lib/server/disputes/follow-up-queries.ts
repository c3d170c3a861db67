import { and, asc, eq } from 'drizzle-orm';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { followUp } from '../db/schema/follow-ups';

/** A step, with whoever was told as the one who answers; null: whoever was asked himself. */
export interface ToldStep extends FollowUp {
	standInId: string | null;
	standInName: string;
}

/** How each of those who were asked was reminded, the first time first; missing = not yet. */
export async function followUpsOf(
	unit: Unit<InsideScope>,
	assignmentIds: readonly string[]
): Promise<ReadonlyMap<string, ToldStep[]>> {
	const rows = await unit.tx
		.select({
			assignmentId: followUp.assignmentId,
			kind: followUp.kind,
			on: followUp.on,
			dueOn: followUp.dueOn,
			standInId: followUp.standInId,
			standInName: followUp.standInName
		})
		.from(followUp)
		.where(
			and(
				eq(followUp.organisationId, unit.scope.organisationId),
				among(followUp.assignmentId, assignmentIds)
			)
		)
		.orderBy(asc(followUp.on), asc(followUp.id));
	return groupBy(rows, ({ assignmentId }) => assignmentId);
}
