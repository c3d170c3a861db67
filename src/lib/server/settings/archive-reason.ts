import { refuseArchiving } from '$lib/domain/disputes/reason-list';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { lockReasons, reasonAmong } from './lock-reasons';
import { asListed, isReason } from './reason-queries';

/**
 * Offered to nobody any more; cases that have it keep it, and reports count it.
 * @throws not_found, reason_last
 */
export async function archiveReason(unit: Unit<InsideScope>, id: string): Promise<void> {
	const all = await lockReasons(unit);
	const { code, archivedAt } = reasonAmong(all, id);
	if (archivedAt) return;
	refuseArchiving(all.map(asListed), id);
	await unit.tx.update(reason).set({ archivedAt: unit.now }).where(isReason(unit, id));
	await record(unit, 'reason.archived', { kind: 'reason', id }, { code });
}
