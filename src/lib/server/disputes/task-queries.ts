import { and, asc, count, eq, exists, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseTask } from '../db/schema/tasks';

export type TaskRow = typeof caseTask.$inferSelect;

export const isOurTask = (unit: Unit<Scope>) =>
	eq(caseTask.organisationId, unit.scope.organisationId);

/** What decisions left to do in a case, the next one first; what ended keeps its place. */
export const tasksOfCase = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select()
		.from(caseTask)
		.where(and(isOurTask(unit), eq(caseTask.disputeId, disputeId)))
		.orderBy(asc(caseTask.dueOn), asc(caseTask.id));

/** @throws not_found */
export async function taskById(unit: Unit<InsideScope>, id: string): Promise<TaskRow> {
	const [row] = await unit.tx
		.select()
		.from(caseTask)
		.where(and(isOurTask(unit), eq(caseTask.id, id)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** How many nobody ended yet. */
export async function openTasksOf(unit: Unit<Scope>, disputeId: string): Promise<number> {
	const [row] = await unit.tx
		.select({ open: count() })
		.from(caseTask)
		.where(and(isOurTask(unit), eq(caseTask.disputeId, disputeId), isNull(caseTask.endedAt)));
	return row?.open ?? 0;
}

/** To filter cases with. */
export const hasOpenTask = (unit: Unit<Scope>, disputeId: SQLWrapper): SQL =>
	exists(
		unit.tx
			.select({ one: sql`1` })
			.from(caseTask)
			.where(and(isOurTask(unit), eq(caseTask.disputeId, disputeId), isNull(caseTask.endedAt)))
	);
