import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute, type DisputeRow } from './lock-dispute';

/**
 * The case itself; of a double the one it goes on in, however often that went into another: nobody reads the double any
 * more. A merge waits for the double that is held here, so that it cannot be moved on meanwhile.
 */
export async function lockGoingOn(unit: Unit<Scope>, disputeId: string): Promise<DisputeRow> {
	const held = await lockDispute(unit, disputeId);
	const isDouble = held.mergedAt !== null && held.duplicateOfId !== null;
	return isDouble ? lockGoingOn(unit, held.duplicateOfId!) : held;
}
