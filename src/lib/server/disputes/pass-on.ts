import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalsToPassOn } from './chase-approvals';
import { questionsToPassOn } from './chase-resolvers';
import type { LeavingUser, Move } from './moves';

/**
 * What waits for whoever goes away today is asked of who stands in at once, whatever the hour. All of it in one order
 * of cases: somebody else who goes away at the same moment waits, and is not waited for.
 */
export async function passOn(unit: Unit<SystemScope>, away: LeavingUser): Promise<void> {
	const moves = [
		...(await questionsToPassOn(unit, away)),
		...(await approvalsToPassOn(unit, away))
	];
	for (const { pass } of moves.sort(byCase)) await pass();
}

const byCase = (one: Move, other: Move): number => (one.disputeId < other.disputeId ? -1 : 1);
