import { shortened } from '$lib/domain/credits/residual';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import { markPosted, type PostedAs } from '../credits/mark-posted';
import type { Unit } from '../db/client';
import { issueCreditNote } from '../payments/issue-credit-note';
import { caseOf, type Case } from './case-queries';
import { lockDispute } from './lock-dispute';
import { moveCase } from './move-case';
import { currentResolution, type Resolution } from './queries';
import { creditedByItem } from './still-claimed';

/** What the decision gave is settled by a credit note, and its request is answered. */
export async function bookCredit(
	unit: Unit<DeskScope>,
	{ dispute, items, claimed }: Case,
	{ id }: Resolution,
	{ number, on, lessMinor }: PostedAs
): Promise<void> {
	const credited = await creditedByItem(unit, [dispute.id]);
	const granted = items.map((item) => ({
		invoiceId: item.invoiceId,
		amountMinor: (item.acceptedMinor ?? 0n) - (credited.get(item.id) ?? 0n)
	}));
	await issueCreditNote(unit, {
		customerId: dispute.customerId,
		disputeId: dispute.id,
		number,
		issuedOn: on,
		currency: claimed.currency,
		parts: lessMinor === undefined ? granted : shortened(granted, lessMinor)
	});
	await markPosted(unit, id, { number, on, lessMinor });
}

/**
 * Accounting made the credit note while something else is left to do: a fact of the books is not refused, and
 * the case closes once nothing keeps it.
 */
export async function bookBeforeClosing(
	unit: Unit<DeskScope>,
	disputeId: string,
	posted: PostedAs
): Promise<void> {
	const { status, customerId } = await lockDispute(unit, disputeId);
	const decision = await currentResolution(unit, { id: disputeId, status });
	if (!decision || !canMove(status, 'resolved'))
		throw new AppError('transition_not_allowed', { from: status, to: 'resolved' });
	const about = await caseOf(unit, disputeId);
	await bookCredit(unit, about, decision, posted);
	if (canMove(status, 'implementing')) await moveCase(unit, about, 'implementing');
	await record(
		unit,
		'dispute.credit_posted',
		{ kind: 'dispute', id: disputeId, customerId },
		{
			...{ creditNote: posted.number, acceptedMinor: decision.acceptedMinor },
			...(posted.lessMinor !== undefined && { creditedMinor: posted.lessMinor })
		}
	);
}
