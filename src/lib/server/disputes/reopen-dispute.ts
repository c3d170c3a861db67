import { isClosed } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { tellUpdate } from './notify-dispute';
import { caseOf } from './case-queries';
import { transitionDispute } from './transition-dispute';

/** A closed case (or a decision not yet carried out) goes back to work; what it claims is on hold again. */
export async function reopenDispute(
	unit: Unit<DeskScope>,
	input: { disputeId: string; note: string; seen?: string }
): Promise<void> {
	const { status, customerId } = await lockDispute(unit, input.disputeId);
	// A notice that is being claimed has left, or sees what is on hold again.
	await lockInvoicesOf(unit, customerId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!isClosed(status) && status !== 'decided' && status !== 'implementing')
		throw new AppError('transition_not_allowed', { from: status, to: 'in_progress' });
	if (!input.note.trim()) throw new AppError('explanation_required', {}, 'note');
	const about = await caseOf(unit, input.disputeId);
	await transitionDispute(unit, input.disputeId, 'in_progress', input.note);
	await tellUpdate(
		unit,
		about,
		'reopened',
		`dispute-reopened:${input.disputeId}:${unit.now.toISOString()}`,
		input.note
	);
}
