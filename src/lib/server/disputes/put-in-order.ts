import { isPutInOrder } from '$lib/domain/disputes/tasks';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseOf } from './case-queries';
import { lockDispute } from './lock-dispute';
import { moveCase } from './move-case';
import { currentResolution } from './queries';
import { openTasksOf } from './task-queries';

/** A decided case with something to do is being put in order: its customer is told, unless he just was. */
export async function putInOrder(
	unit: Unit<InsideScope>,
	disputeId: string,
	isTold = false
): Promise<void> {
	const { status } = await lockDispute(unit, disputeId);
	const decision = await currentResolution(unit, { id: disputeId, status });
	if (status !== 'decided' || !decision) return;
	const openTasks = await openTasksOf(unit, disputeId);
	if (!isPutInOrder({ ...decision, openTasks })) return;
	await moveCase(unit, await caseOf(unit, disputeId), 'implementing', { isTold });
}
