import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { RequestKind } from '$lib/domain/disputes/approval-request';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalRequest } from '../db/schema/approvals';
import { openRequestOf } from './approval-requests';
import { endRequest } from './end-request';
import type { Left } from './left-to-decide';
import { mailSigners } from './mail-signers';

export interface WantedApproval {
	kind: RequestKind;
	verdict?: Verdict;
	outcome?: Outcome;
	amountMinor: bigint;
	/** Told to the customer once it is granted. */
	text: string;
	validUntil?: LocalDate;
	idempotencyKey?: string;
}

/**
 * Nothing is decided or offered yet, and the customer is told nothing: those who may sign are asked. What
 * waited about the case before is replaced.
 * @throws nobody_to_approve
 */
export async function askApproval(
	unit: Unit<DeskScope>,
	left: Left,
	wanted: WantedApproval
): Promise<{ requestId: string }> {
	const { about, claimed } = left;
	const { id: disputeId, customerId } = about.dispute;
	const before = await openRequestOf(unit, disputeId);
	if (before) await endRequest(unit, before.row, 'replaced');
	const { organisationId, user } = unit.scope;
	const [row] = await unit.tx
		.insert(approvalRequest)
		.values({
			...{ organisationId, id: uuidv7(), customerId, disputeId },
			...{ idempotencyKey: uuidv7(), ...wanted, currency: claimed.currency },
			creditedMinor: about.claimed.minor - claimed.minor,
			claimedMinor: claimed.minor,
			...{ askedAt: unit.now, askedById: user.id, askedByName: user.name }
		})
		.returning();
	const asked = await mailSigners(unit, left, disputeId);
	if (asked === 0) throw new AppError('nobody_to_approve');
	await record(
		unit,
		'dispute.approval_asked',
		{ kind: 'dispute', id: disputeId, customerId },
		{ requestId: row!.id, kind: wanted.kind, amountMinor: wanted.amountMinor }
	);
	return { requestId: row!.id };
}
