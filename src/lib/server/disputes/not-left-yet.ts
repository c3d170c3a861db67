import type { TaskInput } from '$lib/domain/disputes/tasks';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { tasksOfCase } from './task-queries';

/**
 * Those nobody is asked for already: a decision that was not signed leaves its tasks, and the next one would leave the
 * same again.
 */
export async function notLeftYet(
	unit: Unit<DeskScope>,
	disputeId: string,
	tasks: readonly TaskInput[]
): Promise<TaskInput[]> {
	const open = (await tasksOfCase(unit, disputeId)).filter(({ endedAt }) => endedAt === null);
	const known = new Set(open.map(signatureOf));
	return tasks.filter((task) => !known.has(signatureOf(task)));
}

type Task = Pick<TaskInput, 'text'> & {
	dueOn?: string | null;
	ownerId?: string | null;
	ownerTeam?: string | null;
};
const signatureOf = ({ text, ownerId, ownerTeam, dueOn }: Task): string =>
	JSON.stringify([text.trim(), ownerId ?? ownerTeam ?? '', dueOn ?? '']);
