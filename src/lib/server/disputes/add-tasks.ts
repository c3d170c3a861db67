import { uuidv7 } from 'uuidv7';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { mayBeAsked } from '$lib/domain/access';
import type { TaskInput } from '$lib/domain/disputes/tasks';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseTask } from '../db/schema/tasks';
import { usersOnce } from '../settings/queries';
import { refuseUnknownTeam } from '../settings/teams/refuse-unknown-team';
import type { DisputeRow } from './lock-dispute';

/** Written down with whoever does it; sent twice under the same key it is one task. @throws required, task_needs_owner, task_needs_day, task_day_over, not_found */
export async function addTasks(
	unit: Unit<DeskScope>,
	{ id: disputeId, customerId }: Pick<DisputeRow, 'id' | 'customerId'>,
	tasks: readonly TaskInput[],
	keyOf: (place: number) => string
): Promise<void> {
	for (const [place, task] of tasks.entries()) {
		const wanted = await checked(unit, task);
		const [added] = await unit.tx
			.insert(caseTask)
			.values({
				...{ organisationId: unit.scope.organisationId, id: uuidv7(), customerId, disputeId },
				...wanted,
				...{ addedAt: unit.now, addedByName: unit.scope.user.name },
				idempotencyKey: keyOf(place)
			})
			.onConflictDoNothing()
			.returning({ id: caseTask.id });
		if (!added) continue;
		const subject = { kind: 'dispute', id: disputeId, customerId } as const;
		await record(unit, 'dispute.task_added', subject, { taskId: added.id, ...wanted });
	}
}

async function checked(unit: Unit<DeskScope>, task: TaskInput) {
	if (!task.text) throw new AppError('required', {}, 'taskText');
	return { text: task.text, ...(await ownerOf(unit, task)), dueOn: dayOf(unit, task) };
}

/** A colleague who may write in the case, or a team. */
async function ownerOf(unit: Unit<DeskScope>, { text, ownerId, ownerTeam }: TaskInput) {
	if ((ownerId === undefined) === (ownerTeam === undefined)) throw needsOwner(text);
	if (!ownerId) {
		await refuseUnknownTeam(unit, ownerTeam, { field: 'taskOwner' });
		return { ownerId: null, ownerTeam: ownerTeam! };
	}
	const found = (await usersOnce(unit)).find(({ id }) => id === ownerId);
	if (!found) throw new AppError('not_found', {}, 'taskOwner');
	if (!mayBeAsked(found)) throw needsOwner(text);
	return { ownerId, ownerTeam: null };
}

const needsOwner = (task: string) => new AppError('task_needs_owner', { task }, 'taskOwner');

/** @throws task_needs_day, task_day_over */
export function dayOf({ today }: Unit<DeskScope>, { text, dueOn }: TaskInput): LocalDate {
	const day = parseLocalDate(dueOn);
	if (!day) throw new AppError('task_needs_day', { task: text }, 'taskDue');
	if (day < today) throw new AppError('task_day_over', { task: text }, 'taskDue');
	return day;
}
