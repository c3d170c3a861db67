import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute, readDispute, type DisputeRow } from './lock-dispute';

/**
 * The case itself; of a double the one it goes on in, however often that went into another: nobody reads the double any
 * more. Only the last one is held: whoever merges takes both by their ids, and would wait for a double held here while
 * this waits for him. A case that went into another just before it was held is let go of, and looked for anew.
 */
export async function lockGoingOn(unit: Unit<Scope>, disputeId: string): Promise<DisputeRow> {
	const meant = await lastOf(unit, disputeId);
	return (await heldWhereLast(unit, meant)) ?? (await lockGoingOn(unit, meant));
}

async function lastOf(unit: Unit<Scope>, disputeId: string): Promise<string> {
	const next = nextOf(await readDispute(unit, disputeId));
	return next === null ? disputeId : lastOf(unit, next);
}

const nextOf = ({ mergedAt, duplicateOfId }: DisputeRow): string | null =>
	mergedAt === null ? null : duplicateOfId;

/** What is taken in a savepoint is given back with it. */
async function heldWhereLast(unit: Unit<Scope>, disputeId: string): Promise<DisputeRow | null> {
	const held = unit.tx.transaction(async (tx) => {
		const row = await lockDispute({ ...unit, tx }, disputeId);
		if (nextOf(row) !== null) throw new GoesOn();
		return row;
	});
	return held.catch((thrown: unknown) => {
		if (thrown instanceof GoesOn) return null;
		throw thrown;
	});
}

class GoesOn extends Error {}
