import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { can } from '$lib/domain/access';
import { limitIn, needsApprover } from '$lib/domain/disputes/approval';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { acceptedMinorFor, outcomeAllowed } from '$lib/domain/disputes/resolution';
import type { DecideDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { minorMax, minorMin, money, type Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeItem } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { organisationOf } from '../settings/queries';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { tellCustomer } from './notify-dispute';
import { caseOf, type Case } from './case-queries';
import { creditedByItem } from './still-claimed';
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
	const credited = await creditedByItem(unit, [input.disputeId]);
	const claimed = leftOf(about, credited);
	const acceptedMinor = acceptedIn(claimed, input);
	await refuseAboveLimit(
		unit,
		about.claimed.minor - claimed.minor,
		acceptedMinor,
		claimed.currency
	);

	const resolutionId = await writeResolution(unit, about, input, acceptedMinor);
	await splitOverItems(unit, about, credited, acceptedMinor);
	await transitionDispute(unit, input.disputeId, 'decided');
	await tellCustomer(unit, about, 'dispute-decided', `dispute-decided:${resolutionId}`, {
		verdict: input.verdict,
		claimed,
		accepted: money(acceptedMinor, claimed.currency),
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

type Credited = ReadonlyMap<string, bigint>;

/** A case opened again is about what no credit note has settled yet. */
const leftOf = ({ items, claimed }: Case, credited: Credited): Money =>
	money(
		items.reduce((left, { id }) => left - (credited.get(id) ?? 0n), claimed.minor),
		claimed.currency
	);

function acceptedIn(claimed: Money, input: DecideDisputeInput): bigint {
	const { verdict, outcome } = input;
	if (!outcomeAllowed(verdict, outcome)) throw new AppError('outcome_invalid', {}, 'outcome');
	const accepted = acceptedMinorFor(verdict, claimed.minor, input.acceptedMinor, outcome);
	if (!accepted.ok)
		throw new AppError(accepted.code, { max: formatMoney(claimed) }, 'acceptedMinor');
	return accepted.acceptedMinor;
}

async function refuseAboveLimit(
	unit: Unit<DeskScope>,
	creditedMinor: bigint,
	acceptedMinor: bigint,
	currency: string
): Promise<void> {
	if (acceptedMinor === 0n || can(unit.scope.user.role, 'disputes.decide_above_limit')) return;
	const { approvalLimitMinor, currency: ownCurrency } = await organisationOf(unit);
	const limit = money(approvalLimitMinor, ownCurrency);
	// The limit is one per case, however often it is opened again.
	if (!needsApprover(money(creditedMinor + acceptedMinor, currency), limit)) return;
	const max = formatMoney(limitIn(currency, limit));
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

/** Item after item, never more than what each still claims; what was credited before stays accepted. */
async function splitOverItems(
	unit: Unit<DeskScope>,
	{ items }: Case,
	credited: Credited,
	acceptedMinor: bigint
) {
	let left = acceptedMinor;
	for (const item of items) {
		const before = credited.get(item.id) ?? 0n;
		const part = minorMin(left, minorMax(0n, item.claimedMinor - before));
		left -= part;
		await unit.tx
			.update(disputeItem)
			.set({ acceptedMinor: before + part })
			.where(
				and(eq(disputeItem.organisationId, unit.scope.organisationId), eq(disputeItem.id, item.id))
			);
	}
}
