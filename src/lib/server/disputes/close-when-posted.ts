import { canMove } from '$lib/domain/disputes/lifecycle';
import { postedNumberOf } from '../credits/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { keptOpen } from './kept-open';
import { lockDispute } from './lock-dispute';
import { currentResolution } from './queries';
import { resolveDispute } from './resolve-dispute';

/** A case that only waited for this, its credit note being posted, closes now: nothing is left to type. */
export async function closeWhenPosted(unit: Unit<DeskScope>, disputeId: string): Promise<boolean> {
	const { status } = await lockDispute(unit, disputeId);
	const decision = await currentResolution(unit, { id: disputeId, status });
	if (!decision || !canMove(status, 'resolved')) return false;
	if (await keptOpen(unit, disputeId)) return false;
	if ((await postedNumberOf(unit, decision.id)) === null) return false;
	await resolveDispute(unit, { disputeId, creditNoteNumber: '' });
	return true;
}
