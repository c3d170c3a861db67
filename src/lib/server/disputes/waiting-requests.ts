import { and, eq, inArray } from 'drizzle-orm';
import { levelsFor } from '$lib/domain/disputes/approval';
import { money } from '$lib/domain/money';
import type { Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { approvalMatrixOf } from '../settings/approval-queries';
import { allReasons } from '../settings/queries';
import { openRequests, type ApprovalRequest } from './approval-requests';
import { givenBeside } from './given-beside';
import { signersOf, signingOf, type House, type Signing } from './signers';

export interface WaitingRequest extends ApprovalRequest {
	signing: Signing;
}

/** Whatever waits in the house, with the next signature of each: few wait at a time, so that all are looked through. */
export async function waitingRequests(unit: Unit<InsideScope>): Promise<WaitingRequest[]> {
	const waiting = await openRequests(unit);
	if (waiting.length === 0) return [];
	const matrix = await approvalMatrixOf(unit);
	const cases = waiting.map(({ row }) => row.disputeId);
	const reasons = await reasonsOfCases(unit, cases);
	const besideOf = await givenBeside(unit, cases);
	return waiting.flatMap((one) => {
		const { row, standing } = one;
		const about = reasons.get(row.disputeId);
		if (!about) return [];
		const before = row.creditedMinor + besideOf(row.disputeId);
		const given = money(before + standing.amountMinor, row.currency);
		return [{ ...one, signing: signingOf(levelsFor(matrix, about, given), row, standing) }];
	});
}

/** Whose turn it is: whoever may sign next, or whoever wanted it while an approver waits for his answer. */
export function awaitedIn(
	house: House,
	{ row, standing, signing }: WaitingRequest
): readonly Colleague[] {
	if (!standing.isAsked) return signersOf(house, signing);
	return house.colleagues.filter(({ id }) => id === row.askedById);
}

async function reasonsOfCases(unit: Unit<InsideScope>, ids: string[]) {
	const reason = allReasons(unit);
	const rows = await unit.tx
		.select({ id: dispute.id, category: reason.category, claimType: reason.claimType })
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), inArray(dispute.id, ids)));
	return new Map(rows.map((row) => [row.id, row]));
}
