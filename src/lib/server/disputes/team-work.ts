import { and, asc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { dispute } from '../db/schema/disputes';
import { caseTask } from '../db/schema/tasks';

/** The cases in which a team still has something to do: a task, or what shall keep a case from coming again. */
export async function casesOfTeam(unit: Unit<InsideScope>, key: string): Promise<string[]> {
	const found = [...(await openTasks(unit, key)), ...(await openActions(unit, key))];
	return [...new Set(found.map(({ reference }) => reference))];
}

const openTasks = (unit: Unit<InsideScope>, key: string) =>
	unit.tx
		.select({ reference: dispute.reference })
		.from(caseTask)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, caseTask.organisationId), eq(dispute.id, caseTask.disputeId))
		)
		.where(
			and(
				eq(caseTask.organisationId, unit.scope.organisationId),
				eq(caseTask.ownerTeam, key),
				isNull(caseTask.endedAt)
			)
		)
		.orderBy(asc(dispute.reference));

const openActions = (unit: Unit<InsideScope>, key: string) =>
	unit.tx
		.select({ reference: dispute.reference })
		.from(rootCause)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, rootCause.organisationId), eq(dispute.id, rootCause.disputeId))
		)
		.where(
			and(
				eq(rootCause.organisationId, unit.scope.organisationId),
				eq(rootCause.ownerTeam, key),
				isNull(rootCause.doneAt)
			)
		)
		.orderBy(asc(dispute.reference));
