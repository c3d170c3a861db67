import type { AssignDisputeInput } from '$lib/domain/disputes/schema';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignDispute } from './assign-dispute';
import { changeReason } from './change-reason';

type Qualify = AssignDisputeInput & { seen?: string; reasonCode?: string | undefined };

/** Triage in one go: its reason is put right where another one was chosen, and a colleague is asked about it. */
export async function qualifyDispute(
	unit: Unit<DeskScope>,
	{ reasonCode, ...asked }: Qualify
): Promise<{ assignmentId: string }> {
	if (!reasonCode) return assignDispute(unit, asked);
	const { disputeId, seen } = asked;
	const said = { disputeId, reasonCode, note: '', seen };
	// Somebody is asked in the next moment: not two.
	const isChanged = await changeReason(unit, said, { isRouted: false });
	return assignDispute(unit, isChanged ? { ...asked, seen: undefined } : asked);
}
