import { and, eq } from 'drizzle-orm';
import { keptOpenBy } from '$lib/domain/disputes/tasks';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { dispute } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { isDispute } from './lock-dispute';
import { openTasksOf } from './task-queries';

/** Why a decided case is not closed yet; null: nothing keeps it. */
export const keptOpen = async (unit: Unit<Scope>, disputeId: string): Promise<ErrorCode | null> =>
	keptOpenBy({
		openTasks: await openTasksOf(unit, disputeId),
		lacksCause: await lacksCause(unit, disputeId)
	});

/** Its reason asks for a cause, and nobody noted one. */
export async function lacksCause(unit: Unit<Scope>, disputeId: string): Promise<boolean> {
	const reason = allReasons(unit);
	const [row] = await unit.tx
		.select({ required: reason.causeRequired, causeId: rootCause.id })
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.leftJoin(
			rootCause,
			and(eq(rootCause.organisationId, dispute.organisationId), eq(rootCause.disputeId, dispute.id))
		)
		.where(isDispute(unit, disputeId));
	return row !== undefined && row.required && row.causeId === null;
}

/** @throws tasks_open, cause_required */
export async function refuseWhileKeptOpen(unit: Unit<Scope>, disputeId: string): Promise<void> {
	const code = await keptOpen(unit, disputeId);
	if (code) throw new AppError(code);
}
