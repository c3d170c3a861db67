import { isUndecided, type WaitsFor } from '$lib/domain/disputes/tracker';
import { fromInside } from '../auth/from-inside';
import type { InsideScope, PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openRequestOf } from './approval-requests';
import { caseOf } from './case-queries';
import { leftToDecide } from './left-to-decide';
import type { DisputeRow } from './lock-dispute';
import { openQuestions } from './open-questions';
import { outdatedAs } from './outdated-request';
import { currentAssignment } from './queries';

/** What an undecided case waits for inside the house, for its customer to read: never who it is. */
export async function waitsFor(
	unit: Unit<PortalScope>,
	{ id, status }: Pick<DisputeRow, 'id' | 'status'>
): Promise<WaitsFor | null> {
	if (!isUndecided(status) || status === 'waiting_customer') return null;
	if (status === 'waiting_third_party') return 'third_party';
	// A link sees neither who signs nor who is asked.
	return fromInside(unit, async (beside) => {
		if (await isToSign(beside, id)) return 'signature';
		const asked = await currentAssignment(beside, id);
		return asked && (await openQuestions(beside, [asked.id])).length > 0 ? 'answer' : null;
	});
}

/** Nobody signs what is another question by now: it is decided anew first. */
async function isToSign(unit: Unit<InsideScope>, disputeId: string): Promise<boolean> {
	const request = await openRequestOf(unit, disputeId);
	if (!request) return false;
	const left = await leftToDecide(unit, await caseOf(unit, disputeId));
	return (await outdatedAs(unit, left, request.row)) === null;
}
