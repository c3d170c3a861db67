import { and, eq } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { isAsked, isTaskOf, type TaskEnd } from '$lib/domain/disputes/tasks';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseTask } from '../db/schema/tasks';
import { closeWhenPosted } from './close-when-posted';
import { lockDispute } from './lock-dispute';
import { personToday } from './person-today';
import { isOurTask, taskById, type TaskRow } from './task-queries';

export interface EndTask {
	taskId: string;
	as: TaskEnd;
	/** Why nobody has to do it. */
	why: string;
}

/**
 * Done, or not needed after all. Where its credit note was posted before, the last one closes the case.
 * @throws not_found, not_allowed, task_over, task_not_now, explanation_required
 */
export async function endTask(
	unit: Unit<DeskScope>,
	{ taskId, as, why }: EndTask
): Promise<{ isClosed: boolean }> {
	const { disputeId } = await taskById(unit, taskId);
	const { status } = await lockDispute(unit, disputeId);
	const task = await taskById(unit, taskId);
	if (!(await mayEndTask(unit, task))) throw new AppError('not_allowed');
	if (task.endedAs === as) return { isClosed: false };
	if (task.endedAs) throw new AppError('task_over', { who: task.endedByName });
	if (as === 'done' && !isAsked(status)) throw new AppError('task_not_now');
	if (as === 'not_needed' && !why.trim()) throw new AppError('explanation_required', {}, 'taskWhy');
	await write(unit, task, as, as === 'not_needed' ? why.trim() : '');
	return { isClosed: await closeWhenPosted(unit, disputeId) };
}

async function write(unit: Unit<DeskScope>, task: TaskRow, as: TaskEnd, why: string) {
	const { id, disputeId, customerId, text } = task;
	await unit.tx
		.update(caseTask)
		.set({
			...{ endedAt: unit.now, endedAs: as, endedWhy: why },
			endedByName: unit.scope.user.name
		})
		.where(and(isOurTask(unit), eq(caseTask.id, id)));
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	await record(unit, `dispute.task_${as}`, subject, { taskId: id, text, why });
}

/** Whoever closes cases, or whose it is. */
async function mayEndTask(unit: Unit<DeskScope>, task: TaskRow): Promise<boolean> {
	const { user } = unit.scope;
	if (can(user.role, 'disputes.resolve')) return true;
	return isTaskOf(task, await personToday(unit));
}
