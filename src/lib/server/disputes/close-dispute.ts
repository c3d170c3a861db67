import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf } from './case-queries';
import { moveCase } from './move-case';

export const SIDE_EXITS = ['withdrawn', 'duplicate', 'not_a_dispute'] as const;
export type SideExit = (typeof SIDE_EXITS)[number];

export interface CloseDispute {
	disputeId: string;
	to: SideExit;
	/** Told to the customer. */
	note: string;
	seen?: string;
}

/** Ends a case without a decision, always with a reason. */
export async function closeDispute(unit: Unit<DeskScope>, input: CloseDispute): Promise<void> {
	await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!input.note.trim()) throw new AppError('explanation_required', {}, 'note');
	const about = await caseOf(unit, input.disputeId);
	await moveCase(unit, about, input.to, { note: input.note, message: input.note });
}
