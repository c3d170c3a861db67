import { and, eq } from 'drizzle-orm';
import { isSuggested, type TaskInput } from '$lib/domain/disputes/tasks';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseTask } from '../db/schema/tasks';
import { dayOf } from './add-tasks';
import type { Case } from './case-queries';
import { isOurTask, tasksOfCase, type TaskRow } from './task-queries';

/** What the key of a task a decision left begins with. */
export const DECISION_KEY = 'decision-';

/**
 * Who is asked already is not asked twice: a decision that was not signed, or was opened again, leaves its tasks, and
 * the next one would leave the same again. A line of the reason that is ticked for another day takes that day; what
 * somebody wrote himself is a task of its own on each day he names. Gives those nobody is asked for yet.
 * @throws date_invalid
 */
export async function moveTasks(
	unit: Unit<DeskScope>,
	{ dispute, reason }: Case,
	tasks: readonly TaskInput[]
): Promise<TaskInput[]> {
	const open = (await tasksOfCase(unit, dispute.id)).filter(({ endedAt }) => endedAt === null);
	const taken = new Set<string>();
	const take = (isIt: (row: TaskRow) => boolean): TaskRow | undefined => {
		const row = open.find((one) => !taken.has(one.id) && isIt(one));
		if (row) taken.add(row.id);
		return row;
	};
	// What stays on its day is nobody else's: two calls on two days are two tasks.
	const other = tasks.filter(
		(task) => !take((row) => isAbout(row, task) && row.dueOn === task.dueOn)
	);
	const asked: TaskInput[] = [];
	for (const task of other) {
		const isLine = isSuggested(reason.suggestedTasks, task.text);
		const row = isLine && take((one) => isOfDecision(one) && isAbout(one, task));
		if (row) await moveTask(unit, row, task);
		else asked.push(task);
	}
	return asked;
}

/** Its key says so (`taskKey`); what was added beside a decision stays as it is. */
const isOfDecision = ({ idempotencyKey }: TaskRow): boolean =>
	idempotencyKey.startsWith(DECISION_KEY);

const isAbout = (row: TaskRow, { text, ownerId, ownerTeam }: TaskInput): boolean =>
	row.text === text.trim() && (row.ownerId ?? row.ownerTeam) === (ownerId ?? ownerTeam);

async function moveTask(unit: Unit<DeskScope>, row: TaskRow, task: TaskInput): Promise<void> {
	const { id, disputeId, customerId, text, dueOn: before } = row;
	const dueOn = dayOf(unit, task);
	await unit.tx
		.update(caseTask)
		.set({ dueOn })
		.where(and(isOurTask(unit), eq(caseTask.id, id)));
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	await record(unit, 'dispute.task_moved', subject, { taskId: id, text, before, dueOn });
}
