import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { transitionDispute } from './transition-dispute';

/** Steps staff takes without anything else to write: work begins, a third party is awaited, the credit is being made. */
export const QUIET_STEPS = ['in_progress', 'waiting_third_party', 'implementing'] as const;

export async function moveDispute(
	unit: Unit<DeskScope>,
	input: { disputeId: string; to: (typeof QUIET_STEPS)[number]; note: string; seen?: string }
): Promise<void> {
	await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await transitionDispute(unit, input.disputeId, input.to, input.note);
}
