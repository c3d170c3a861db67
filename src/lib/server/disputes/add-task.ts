import type { TaskInput } from '$lib/domain/disputes/tasks';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addTasks } from './add-tasks';
import { caseOf } from './case-queries';
import { lockDispute } from './lock-dispute';
import { putInOrder } from './put-in-order';
import { tellTaskOwners } from './tell-task-owners';

/** Something more that the decision leaves to do. @throws task_not_now unless the case is decided and not closed */
export async function addTask(
	unit: Unit<DeskScope>,
	{ disputeId, idempotencyKey, ...task }: TaskInput & { disputeId: string; idempotencyKey: string }
): Promise<void> {
	const held = await lockDispute(unit, disputeId);
	if (held.status !== 'decided' && held.status !== 'implementing')
		throw new AppError('task_not_now');
	await addTasks(unit, held, [task], () => idempotencyKey);
	await putInOrder(unit, disputeId);
	await tellTaskOwners(unit, await caseOf(unit, disputeId), unit.scope.user);
}
