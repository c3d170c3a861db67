import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { houseToday, maySign } from './signers';
import { awaitedIn, waitingRequests } from './waiting-requests';

export interface RequestsOfMine {
	/** Cases whose next signature is his to give. */
	toSign: string[];
	/** Cases in which an approver asked him something. */
	toReply: string[];
}

/** What waits for this colleague. */
export async function requestsOf(unit: Unit<InsideScope>, userId: string): Promise<RequestsOfMine> {
	const waiting = await waitingRequests(unit);
	if (waiting.length === 0) return { toSign: [], toReply: [] };
	const house = await houseToday(unit);
	const cases = (which: (one: (typeof waiting)[number]) => boolean) =>
		waiting.filter(which).map(({ row }) => row.disputeId);
	return {
		toSign: cases(({ standing, signing }) => !standing.isAsked && maySign(house, signing, userId)),
		toReply: cases(
			(one) => one.standing.isAsked && awaitedIn(house, one).some(({ id }) => id === userId)
		)
	};
}
