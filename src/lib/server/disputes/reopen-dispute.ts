import { isClosed, isReopening } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { lockRequestsOf } from '../credits/lock-requests';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { isDispute, lockDispute, refuseWhenChanged, type DisputeRow } from './lock-dispute';
import { caseOf } from './case-queries';
import { prepareDispute } from './dispute-hook';
import { duplicateOf } from './duplicate-of';
import { moveCase } from './move-case';
import { isTooLate, lastFollowing, takenUpIn } from './last-following';
import { noteOnFollowing, openFollowing } from './open-following';
import { noteReading } from './read-reply';
import { refuseWhenSpoken } from './words-since';

export interface Reopening {
	disputeId: string;
	note: string;
	/** What whoever asks has read of it. */
	seen?: string;
	/** And of the case that goes on instead of it, where that one is opened again. */
	seenFollowing?: string;
}

/**
 * A closed case (or a decision not yet carried out) goes back to work; what it claims is on hold again.
 * Closed too long ago, a new case begins that is linked to it.
 * @returns the new case; null where the old one goes on
 * @throws wrote_meanwhile
 * @throws merged_elsewhere what it claimed is claimed by another case since
 */
export async function reopenDispute(
	unit: Unit<DeskScope>,
	input: Reopening
): Promise<{ reference: string } | null> {
	const { dispute: asked } = await caseOf(unit, input.disputeId);
	await refuseMerged(unit, asked);
	const following = await takenUpIn(unit, asked);
	if (following) return goOnIn(unit, { asked, following }, input);
	// Calls are held before cases.
	const tellWhoWaits = (await isTooLate(unit, asked))
		? await prepareDispute(unit, asked.customerId)
		: null;
	const before = await lockDispute(unit, input.disputeId);
	const { status, customerId } = before;
	await refuseMerged(unit, before);
	await lockRequestsOf(unit, input.disputeId);
	// A notice that is being claimed has left, or sees what is on hold again.
	await lockInvoicesOf(unit, customerId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	if (!isReopening(status))
		throw new AppError('transition_not_allowed', { from: status, to: 'in_progress' });
	if (!input.note.trim()) throw new AppError('explanation_required', {}, 'note');
	if (tellWhoWaits && (await isTooLate(unit, before))) {
		const opened = await openFollowing(unit, await caseOf(unit, input.disputeId), input.note);
		await noteReading(unit, before, opened.reference);
		await tellWhoWaits();
		return opened;
	}
	await unit.tx
		.update(dispute)
		.set({ duplicateOfId: null })
		.where(isDispute(unit, input.disputeId));
	const about = await caseOf(unit, input.disputeId);
	await moveCase(unit, about, 'in_progress', { note: input.note, message: input.note });
	return null;
}

/** Both would claim the same, and it would be given back twice. */
async function refuseMerged(unit: Unit<DeskScope>, double: DisputeRow): Promise<void> {
	if (!double.mergedAt) return;
	throw new AppError('merged_elsewhere', { reference: (await duplicateOf(unit, double)) ?? '' });
}

/** It was taken up before: where that case is over too, it is the one that is opened again. */
async function goOnIn(
	unit: Unit<DeskScope>,
	{ asked, following }: Record<'asked' | 'following', DisputeRow>,
	{ disputeId, note, seen, seenFollowing }: Reopening
): Promise<{ reference: string }> {
	// Calls before cases, and an old case before the one that follows it.
	await prepareDispute(unit, asked.customerId);
	await lockDispute(unit, disputeId);
	await refuseWhenChanged(unit, disputeId, seen);
	await refuseWhenSpoken(unit, disputeId, seen);
	if (!note.trim()) throw new AppError('explanation_required', {}, 'note');
	await noteReading(unit, asked, following.reference);
	const { id, status, reference } = following;
	if (isClosed(status)) {
		const isLast = (await lastFollowing(unit, following)) === null;
		const again = { disputeId: id, note, ...(isLast && { seen: seenFollowing }), seenFollowing };
		return (await reopenDispute(unit, again)) ?? { reference };
	}
	await noteOnFollowing(unit, following, note);
	return { reference };
}
