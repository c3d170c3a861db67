import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { can } from '$lib/domain/access';
import { needsApprover } from '$lib/domain/disputes/approval';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { acceptedMinorFor, outcomeAllowed } from '$lib/domain/disputes/resolution';
import type { DecideDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { minorMin, money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeItem, resolution } from '../db/schema/disputes';
import { organisationOf } from '../settings/queries';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { tellCustomer } from './notify-dispute';
import { caseOf, type Case } from './queries';
import { transitionDispute } from './transition-dispute';

/** Says who is right and what is given; the customer is told in the same transaction. */
export async function decideDispute(
	unit: Unit<DeskScope>,
	input: DecideDisputeInput & { seen?: string }
): Promise<{ resolutionId: string; acceptedMinor: bigint }> {
	const { status } = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!canMove(status, 'decided'))
		throw new AppError('transition_not_allowed', { from: status, to: 'decided' });
	const about = await caseOf(unit, input.disputeId);
	const acceptedMinor = acceptedIn(about, input);
	await refuseAboveLimit(unit, about, input, acceptedMinor);

	const resolutionId = await writeResolution(unit, about, input, acceptedMinor);
	await splitOverItems(unit, about, acceptedMinor);
	await transitionDispute(unit, input.disputeId, 'decided');
	await tellCustomer(unit, about, 'dispute-decided', `dispute-decided:${resolutionId}`, {
		verdict: input.verdict,
		claimed: about.claimed,
		accepted: money(acceptedMinor, about.claimed.currency),
		explanation: input.explanation
	});
	await record(
		unit,
		'dispute.decided',
		{ kind: 'dispute', id: input.disputeId, customerId: about.customer.id },
		{ resolutionId, verdict: input.verdict, outcome: input.outcome, acceptedMinor }
	);
	return { resolutionId, acceptedMinor };
}

function acceptedIn({ claimed }: Case, input: DecideDisputeInput): bigint {
	const { verdict, outcome } = input;
	if (!outcomeAllowed(verdict, outcome)) throw new AppError('outcome_invalid', {}, 'outcome');
	const accepted = acceptedMinorFor(verdict, claimed.minor, input.acceptedMinor, outcome);
	if (!accepted.ok)
		throw new AppError(accepted.code, { max: formatMoney(claimed) }, 'acceptedMinor');
	return accepted.acceptedMinor;
}

async function refuseAboveLimit(
	unit: Unit<DeskScope>,
	{ claimed }: Case,
	{ outcome }: DecideDisputeInput,
	acceptedMinor: bigint
): Promise<void> {
	const { approvalLimitMinor } = await organisationOf(unit);
	if (!needsApprover(outcome, acceptedMinor, approvalLimitMinor)) return;
	if (can(unit.scope.user.role, 'disputes.decide_above_limit')) return;
	const max = formatMoney(money(approvalLimitMinor, claimed.currency));
	throw new AppError('approval_required', { max }, 'acceptedMinor');
}

async function writeResolution(
	unit: Unit<DeskScope>,
	about: Case,
	{ verdict, outcome, explanation }: DecideDisputeInput,
	acceptedMinor: bigint
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(resolution).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		verdict,
		outcome,
		acceptedMinor,
		explanation,
		decidedAt: unit.now,
		decidedById: unit.scope.user.id,
		decidedByName: unit.scope.user.name
	});
	return id;
}

/** Item after item, never more than what each claims. */
async function splitOverItems(unit: Unit<DeskScope>, { items }: Case, acceptedMinor: bigint) {
	let left = acceptedMinor;
	for (const item of items) {
		const part = minorMin(left, item.claimedMinor);
		left -= part;
		await unit.tx
			.update(disputeItem)
			.set({ acceptedMinor: part })
			.where(
				and(eq(disputeItem.organisationId, unit.scope.organisationId), eq(disputeItem.id, item.id))
			);
	}
}
