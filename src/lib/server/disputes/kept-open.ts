import { keptOpenBy } from '$lib/domain/disputes/tasks';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openTasksOf } from './task-queries';

/** Why a decided case is not closed yet; null: nothing keeps it. */
export const keptOpen = async (unit: Unit<Scope>, disputeId: string): Promise<ErrorCode | null> =>
	keptOpenBy({ openTasks: await openTasksOf(unit, disputeId) });

/** @throws tasks_open */
export async function refuseWhileKeptOpen(unit: Unit<Scope>, disputeId: string): Promise<void> {
	const code = await keptOpen(unit, disputeId);
	if (code) throw new AppError(code);
}
