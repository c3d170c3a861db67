import type { Priority } from '$lib/domain/disputes/priority';
import { isActive } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { isDispute, lockDispute } from './lock-dispute';

/** Its deadlines follow at once. No customer reads it. @throws not_found, case_changed once it is closed */
export async function setPriority(
	unit: Unit<DeskScope>,
	{ disputeId, priority }: { disputeId: string; priority: Priority }
): Promise<void> {
	const { status, customerId, priority: before } = await lockDispute(unit, disputeId);
	if (before === priority) return;
	if (!isActive(status)) throw new AppError('case_changed', {}, 'priority');
	await unit.tx.update(dispute).set({ priority }).where(isDispute(unit, disputeId));
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	await record(unit, 'dispute.priority_set', subject, { before, after: priority });
}
