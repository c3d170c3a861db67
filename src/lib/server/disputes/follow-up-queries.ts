import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { followUp } from '../db/schema/follow-ups';

/** `assignment day` of every step that was taken with these people. */
export async function followUpsOn(
	unit: Unit<InsideScope>,
	assignmentIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (assignmentIds.length === 0) return new Set();
	const rows = await unit.tx
		.select({ assignmentId: followUp.assignmentId, on: followUp.on })
		.from(followUp)
		.where(
			and(
				eq(followUp.organisationId, unit.scope.organisationId),
				oneOf(followUp.assignmentId, assignmentIds)
			)
		);
	return new Set(rows.map(({ assignmentId, on }) => `${assignmentId} ${on}`));
}

/** How whoever is asked about a case was reminded, the first time first. */
export const followUpsOf = (unit: Unit<InsideScope>, assignmentId: string) =>
	unit.tx
		.select({ kind: followUp.kind, on: followUp.on })
		.from(followUp)
		.where(
			and(
				eq(followUp.organisationId, unit.scope.organisationId),
				eq(followUp.assignmentId, assignmentId)
			)
		)
		.orderBy(asc(followUp.at));
