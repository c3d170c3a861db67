import { uuidv7 } from 'uuidv7';
import { requestStanding, type ApprovalAct } from '$lib/domain/disputes/approval-request';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approval } from '../db/schema/approvals';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { awaitedRequest, type ApprovalRequest } from './approval-requests';
import { caseOf } from './case-queries';
import { levelsOf } from './grant';
import { leftToDecide, type Left } from './left-to-decide';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { houseToday, maySign, signedFor, signingOf } from './signers';

export interface OnRequest {
	disputeId: string;
	requestId: string;
	note: string;
	seen?: string | undefined;
}

export interface Waiting {
	left: Left;
	request: ApprovalRequest;
}

/**
 * The request as it is now, its case held, and its invoices: two cases about one of them are signed one after the
 * other, as they are decided (grant.ts).
 * @throws not_found, approval_over, conflict
 */
export async function waitingRequest(unit: Unit<DeskScope>, input: OnRequest): Promise<Waiting> {
	await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	const request = await awaitedRequest(unit, input);
	const about = await caseOf(unit, input.disputeId);
	await lockInvoicesById(
		unit,
		about.items.map(({ invoiceId }) => invoiceId)
	);
	const left = await leftToDecide(unit, about);
	return { left, request };
}

/** For whom he signs, where he stands in for somebody. @throws four_eyes, not_his_to_sign */
export async function refuseOtherSigners(
	unit: Unit<DeskScope>,
	{ left, request: { row, standing } }: Waiting
): Promise<{ forName: string }> {
	const levels = await levelsOf(unit, left, standing.amountMinor);
	const { id } = unit.scope.user;
	const signing = signingOf(levels, row, standing);
	if (id === row.askedById || standing.signedBy.includes(id)) throw new AppError('four_eyes');
	const house = await houseToday(unit);
	if (!maySign(house, signing, id)) throw new AppError('not_his_to_sign');
	return { forName: signedFor(house, signing, id) };
}

interface NewAct {
	act: ApprovalAct;
	note: string;
	amountMinor?: bigint;
	customerText?: string;
	forName?: string;
}

/** Written down, with its audit event; the request as it stands then. */
export async function addAct(
	unit: Unit<DeskScope>,
	{ row, acts, standing }: ApprovalRequest,
	{ act, note, amountMinor, customerText = '', forName = '' }: NewAct
): Promise<ApprovalRequest> {
	const { organisationId, user } = unit.scope;
	const { id: requestId, disputeId, customerId } = row;
	const [added] = await unit.tx
		.insert(approval)
		.values({
			...{ organisationId, id: uuidv7(), customerId, disputeId, requestId, act, note, forName },
			...{ level: standing.signed + 1, amountMinor: amountMinor ?? null, customerText },
			...{ at: unit.now, byId: user.id, byName: user.name }
		})
		.returning();
	await record(
		unit,
		`dispute.approval_${act}`,
		{ kind: 'dispute', id: disputeId, customerId },
		{ requestId, level: standing.signed + 1, ...(amountMinor !== undefined && { amountMinor }) }
	);
	const all = [...acts, added!];
	return { row, acts: all, standing: requestStanding(row, all) };
}
