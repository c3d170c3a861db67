import { and, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import { addDays, isWorkingDay } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { caseTask } from '../db/schema/tasks';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { lateTaskTold, noteTold } from './deadlines-told';
import { lockDispute } from './lock-dispute';
import { remindersToday, withoutTold } from './reminders-today';
import { isOurTask, taskById, type TaskRow } from './task-queries';
import { tellOwner } from './tell-task-owners';

/** Whoever is late with what a decision left him to do is told so: each reminder once, on a worked day. */
export async function chaseTasks(scope: SystemScope): Promise<void> {
	for (const { id } of await unitOfWork(scope, dueToday))
		await unitOfWork(scope, (unit) => remind(unit, id)).catch((error: unknown) =>
			log('error', 'task.not_chased', { taskId: id, error })
		);
}

/** Longer ago nobody is reminded any more. */
export const LOOKED_BACK_DAYS = 92;

async function dueToday(unit: Unit<SystemScope>): Promise<TaskRow[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const late = await lateTasks(unit);
	if (late.length === 0) return [];
	const reminderOf = await remindersToday(unit);
	const found = late.flatMap(({ task, collectorId }) => {
		const reminder = reminderOf({ ...task, collectorId });
		return reminder ? [{ task, ...reminder }] : [];
	});
	return (await withoutTold(unit, found)).map(({ task }) => task);
}

/** Of cases whose decision stands. */
export const lateTasks = (unit: Unit<SystemScope>) =>
	unit.tx
		.select({ task: caseTask, collectorId: dispute.collectorId })
		.from(caseTask)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, caseTask.organisationId), eq(dispute.id, caseTask.disputeId))
		)
		.where(
			and(
				isOurTask(unit),
				isNull(caseTask.endedAt),
				inArray(dispute.status, ENDED_STATUSES),
				lt(caseTask.dueOn, unit.today),
				gte(caseTask.dueOn, addDays(unit.today, -LOOKED_BACK_DAYS))
			)
		)
		.orderBy(caseTask.dueOn, caseTask.id);

/** All read again behind the lock: he may have done it, it has another day, or the case is looked at again. */
async function remind(unit: Unit<SystemScope>, id: string): Promise<void> {
	const { disputeId } = await taskById(unit, id);
	const { status, collectorId } = await lockDispute(unit, disputeId);
	const task = await taskById(unit, id);
	if (task.endedAt || !ENDED_STATUSES.includes(status)) return;
	const reminder = (await remindersToday(unit))({ ...task, collectorId });
	if (!reminder) return;
	const about = await caseOf(unit, disputeId);
	const { nth, readers } = reminder;
	for (const reader of readers)
		await tellOwner(unit, about, { task, nth, ...reader, by: task.addedByName });
	await noteTold(
		unit,
		readers.map(({ to }) => lateTaskTold(task, to))
	);
}
