import { isReopening } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf } from './case-queries';
import { moveCase } from './move-case';

/** Steps staff takes without anything else to write: work begins, a third party is awaited, the credit is being made. */
export const QUIET_STEPS = ['in_progress', 'waiting_third_party', 'implementing'] as const;

export async function moveDispute(
	unit: Unit<DeskScope>,
	input: { disputeId: string; to: (typeof QUIET_STEPS)[number]; note: string; seen?: string }
): Promise<void> {
	const { status } = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	// Opened again it is by reopen-dispute.ts only: with a reason, by whoever may decide, behind the invoices.
	if (input.to === 'in_progress' && isReopening(status))
		throw new AppError('transition_not_allowed', { from: status, to: input.to });
	const about = await caseOf(unit, input.disputeId);
	await moveCase(unit, about, input.to, { note: input.note });
}
