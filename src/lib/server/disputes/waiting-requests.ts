import { openQuestion } from '$lib/domain/disputes/approval-request';
import { strictestLevels } from '$lib/domain/disputes/strictest-levels';
import { money } from '$lib/domain/money';
import type { Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalMatrixOf } from '../settings/approval-queries';
import { openRequests, type ApprovalRequest, type OfThese } from './approval-requests';
import { claimsItWas } from './claims-it-was';
import { askersAfter } from './askers-after';
import { givenBeside } from './given-beside';
import { signersOf, signingOf, type House, type Signing } from './signers';

export interface WaitingRequest extends ApprovalRequest {
	signing: Signing;
	/** Who answers an approver, the first of them who is there: whoever wanted it, else who looks after the case. */
	askers: readonly string[];
}

/** Whatever waits in the house, with the next signature of each: few wait at a time, so that all are looked through. */
export async function waitingRequests(
	unit: Unit<InsideScope>,
	of?: OfThese
): Promise<WaitingRequest[]> {
	const waiting = await openRequests(unit, of);
	if (waiting.length === 0) return [];
	const matrix = await approvalMatrixOf(unit);
	const cases = waiting.map(({ row }) => row.disputeId);
	const claimsOf = await claimsItWas(unit, cases);
	const askersOf = await askersAfter(unit, cases);
	const besideOf = await givenBeside(unit, cases);
	return waiting.map((one) => {
		const { row, standing } = one;
		const before = row.creditedMinor + besideOf(row.disputeId);
		const given = money(before + standing.amountMinor, row.currency);
		const levels = strictestLevels(matrix, claimsOf(row.disputeId), given);
		const askers = [row.askedById, ...askersOf(row.disputeId)];
		return { ...one, askers, signing: signingOf(levels, row, standing) };
	});
}

/** Whose turn it is: whoever may sign next, or whoever wanted it while an approver waits for his answer. */
export function awaitedIn(
	house: House,
	{ acts, standing, signing, askers }: WaitingRequest
): readonly Colleague[] {
	if (!standing.isAsked) return signersOf(house, signing);
	// Nobody answers himself.
	return askerIn(house, askers, openQuestion(acts)?.byId);
}

/** The first of them who is there, or who stands in for him; where nobody is, it waits for whoever comes back. */
export function askerIn(
	{ presences, colleagues }: House,
	askers: readonly string[],
	except?: string
): readonly Colleague[] {
	const there = askers.flatMap((id) => presences.answering(id) ?? []);
	const present = there.find(({ id }) => id !== except);
	if (present) return [present];
	return colleagues.filter(({ id }) => id !== except && askers.includes(id)).slice(0, 1);
}
