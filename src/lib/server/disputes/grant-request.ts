import { reducedDecision } from '$lib/domain/disputes/approval-request';
import { money } from '$lib/domain/money';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { ApprovalRequest } from './approval-requests';
import { applyDecision } from './decide-dispute';
import { endRequest } from './end-request';
import { grantSigned } from './grant';
import type { Left } from './left-to-decide';
import { tellStaff } from './notify-dispute';
import { makeOffer } from './make-offer';

/** Every level has signed: it is decided or offered in the name of whoever asked, and the customer is told. */
export async function grantRequest(
	unit: Unit<DeskScope>,
	left: Left,
	request: ApprovalRequest
): Promise<void> {
	const { row } = request;
	await endRequest(unit, row, 'granted');
	await record(
		unit,
		'dispute.approval_granted',
		{ kind: 'dispute', id: row.disputeId, customerId: row.customerId },
		{ requestId: row.id, amountMinor: request.standing.amountMinor }
	);
	await (row.kind === 'offer' ? offer(unit, left, request) : decide(unit, left, request));
	await tellStaff(unit, left.about, {
		...{ event: 'approval_granted', onceKey: `staff-alert:approval-granted:${row.id}` },
		amount: money(request.standing.amountMinor, row.currency),
		...{ to: row.askedById, colleague: unit.scope.user.name },
		// Of the last signature: what whoever asked answered before is his own.
		text: request.acts.at(-1)?.note ?? ''
	});
}

async function decide(
	unit: Unit<DeskScope>,
	left: Left,
	{ row, standing }: ApprovalRequest
): Promise<void> {
	const { verdict, outcome } = row;
	if (!verdict || !outcome) throw new Error(`a decision without a verdict: ${row.id}`);
	const isReduced = standing.amountMinor < row.amountMinor;
	await applyDecision(
		unit,
		left,
		{
			...reducedDecision({ verdict, outcome }, isReduced),
			...{ acceptedMinor: standing.amountMinor, explanation: standing.text, by: askerOf(row) }
		},
		await grantSigned(unit, left, row.id, standing)
	);
}

async function offer(
	unit: Unit<DeskScope>,
	left: Left,
	{ row, standing }: ApprovalRequest
): Promise<void> {
	const grant = await grantSigned(unit, left, row.id, standing);
	const offered = {
		...{
			kind: 'credit' as const,
			text: standing.text,
			validUntil: row.validUntil!,
			by: askerOf(row)
		},
		...{ idempotencyKey: row.idempotencyKey, terms: { amountMinor: grant.mostMinor } }
	};
	await makeOffer(unit, left.about, offered, grant);
}

const askerOf = ({ askedById: id, askedByName: name }: ApprovalRequest['row']) => ({ id, name });
