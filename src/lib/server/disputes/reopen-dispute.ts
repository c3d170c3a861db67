import { isReopening } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { isDispute, lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf } from './case-queries';
import { moveCase } from './move-case';

/** A closed case (or a decision not yet carried out) goes back to work; what it claims is on hold again. */
export async function reopenDispute(
	unit: Unit<DeskScope>,
	input: { disputeId: string; note: string; seen?: string }
): Promise<void> {
	const { status, customerId } = await lockDispute(unit, input.disputeId);
	// A notice that is being claimed has left, or sees what is on hold again.
	await lockInvoicesOf(unit, customerId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!isReopening(status))
		throw new AppError('transition_not_allowed', { from: status, to: 'in_progress' });
	if (!input.note.trim()) throw new AppError('explanation_required', {}, 'note');
	await unit.tx
		.update(dispute)
		.set({ duplicateOfId: null })
		.where(isDispute(unit, input.disputeId));
	const about = await caseOf(unit, input.disputeId);
	await moveCase(unit, about, 'in_progress', { note: input.note, message: input.note });
}
