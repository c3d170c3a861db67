import { and, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import { addDays, isWorkingDay } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { taskReminder } from '$lib/domain/disputes/task-reminders';
import type { Colleague } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { caseTask } from '../db/schema/tasks';
import { mailsPut } from '../delivery/outbox-queries';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { keptLines } from './keep-for-digest';
import { lockDispute } from './lock-dispute';
import { houseToday } from './signers';
import { isOurTask, taskById, type TaskRow } from './task-queries';
import { ownersToday, taskKey, tellOwner } from './tell-task-owners';

/** Whoever is late with what a decision left him to do is told so: each reminder once, on a worked day. */
export async function chaseTasks(scope: SystemScope): Promise<void> {
	for (const late of await unitOfWork(scope, dueToday))
		await unitOfWork(scope, (unit) => remind(unit, late)).catch((error: unknown) =>
			log('error', 'task.not_chased', { taskId: late.task.id, error })
		);
}

interface Late {
	task: TaskRow;
	nth: number;
	to: readonly Colleague[];
}

/** Longer ago nobody is reminded any more. */
export const LOOKED_BACK_DAYS = 92;

async function dueToday(unit: Unit<SystemScope>): Promise<Late[]> {
	const calendar = await workingCalendarOf(unit);
	if (!isWorkingDay(unit.today, calendar)) return [];
	const found: Late[] = [];
	const tasks = await lateTasks(unit);
	if (tasks.length === 0) return [];
	const house = await houseToday(unit);
	for (const task of tasks) {
		const nth = taskReminder(task.dueOn, unit.today, calendar);
		if (nth !== null) found.push({ task, nth, to: ownersToday(house, task) });
	}
	return withoutTold(unit, found);
}

const lateTasks = async (unit: Unit<SystemScope>): Promise<TaskRow[]> =>
	(
		await unit.tx
			.select({ task: caseTask })
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
			.orderBy(caseTask.dueOn, caseTask.id)
	).map(({ task }) => task);

async function withoutTold(unit: Unit<SystemScope>, all: readonly Late[]): Promise<Late[]> {
	const keys = all.flatMap(({ task, nth, to }) => to.map((one) => keyOf(task, nth, one)));
	const told = new Set([...(await mailsPut(unit, keys)), ...(await keptLines(unit, keys))]);
	return all
		.map((late) => ({
			...late,
			to: late.to.filter((one) => !told.has(keyOf(late.task, late.nth, one)))
		}))
		.filter(({ to }) => to.length > 0);
}

const keyOf = (task: TaskRow, nth: number, to: Colleague): string =>
	taskKey({ task, to, nth, event: 'task_late' });

async function remind(unit: Unit<SystemScope>, { task: { id }, nth, to }: Late): Promise<void> {
	const { disputeId } = await taskById(unit, id);
	const { status } = await lockDispute(unit, disputeId);
	// Read again behind the lock: he may have done it, or the case is looked at again.
	const task = await taskById(unit, id);
	if (task.endedAt || !ENDED_STATUSES.includes(status)) return;
	const about = await caseOf(unit, disputeId);
	for (const one of to)
		await tellOwner(unit, about, { task, nth, to: one, event: 'task_late', by: task.addedByName });
}
