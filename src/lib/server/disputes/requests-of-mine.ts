import { eq, inArray, and } from 'drizzle-orm';
import { levelsFor } from '$lib/domain/disputes/approval';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { approvalMatrixOf } from '../settings/approval-queries';
import { allReasons } from '../settings/queries';
import { openRequests } from './approval-requests';
import { givenBeside } from './given-beside';
import { houseToday, maySign, signingOf } from './signers';

export interface RequestsOfMine {
	/** Cases whose next signature is his to give. */
	toSign: string[];
	/** Cases in which an approver asked him something. */
	toReply: string[];
}

/** What waits for this colleague: few wait at a time, so that they are looked through one by one. */
export async function requestsOfMine(unit: Unit<DeskScope>): Promise<RequestsOfMine> {
	const waiting = await openRequests(unit);
	if (waiting.length === 0) return { toSign: [], toReply: [] };
	const matrix = await approvalMatrixOf(unit);
	const house = await houseToday(unit);
	const cases = waiting.map(({ row }) => row.disputeId);
	const reasons = await reasonsOfCases(unit, cases);
	const besideOf = await givenBeside(unit, cases);
	const { id } = unit.scope.user;
	const isHis = ({ row, standing }: (typeof waiting)[number]): boolean => {
		const about = reasons.get(row.disputeId);
		if (!about || standing.isAsked) return false;
		const before = row.creditedMinor + besideOf(row.disputeId);
		const given = money(before + standing.amountMinor, row.currency);
		return maySign(house, signingOf(levelsFor(matrix, about, given), row, standing), id);
	};
	return {
		toSign: waiting.filter(isHis).map(({ row }) => row.disputeId),
		toReply: waiting
			.filter(({ row, standing }) => standing.isAsked && row.askedById === id)
			.map(({ row }) => row.disputeId)
	};
}

async function reasonsOfCases(unit: Unit<DeskScope>, ids: string[]) {
	const reason = allReasons(unit);
	const rows = await unit.tx
		.select({ id: dispute.id, category: reason.category, claimType: reason.claimType })
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), inArray(dispute.id, ids)));
	return new Map(rows.map((row) => [row.id, row]));
}
