import { addDays, type LocalDate } from '$lib/domain/calendar';
import { canMove } from '$lib/domain/disputes/lifecycle';
import type { Covers, ProposalKind } from '$lib/domain/disputes/proposal';
import { AppError } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { askApproval } from './ask-approval';
import { requestsOf } from './approval-requests';
import { caseOf, type Case } from './case-queries';
import { GRANT_OF_NOTHING, grantAlone } from './grant';
import { leftToDecide, type Left } from './left-to-decide';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { isWaiting, makeOffer, takeBack } from './make-offer';
import { moveCase } from './move-case';
import { offerInParts, type PlanOffer } from './offer-in-parts';
import { waitsForIt } from './offer-over';
import { proposalsOf } from './proposals';
import { tellFollowers, updateOf } from './tell-followers';
import { refuseWhenSpoken } from './words-since';

export interface NewProposal {
	disputeId: string;
	kind: ProposalKind;
	/** Credited; a replacement credits nothing. */
	amountMinor?: bigint | undefined;
	/** Of an instalment plan. */
	covers?: Covers | undefined;
	parts?: PlanOffer['parts'] | undefined;
	text: string;
	/** Last day on which it may be accepted. */
	validUntil: LocalDate;
	idempotencyKey: string;
	seen?: string | undefined;
}

/** An offer the customer reads, or what has to be signed before he does. */
export type Proposed = { proposalId: string } | { requestId: string };

const MOST_DAYS = 60;

/**
 * An offer to end the case. Above what one person may give it is signed first: the limit is looked at before
 * the customer reads it, not when he accepts.
 */
export async function propose(unit: Unit<DeskScope>, input: NewProposal): Promise<Proposed> {
	const { status } = await lockDispute(unit, input.disputeId);
	const about = await caseOf(unit, input.disputeId);
	const before = await proposedBefore(unit, about, input.idempotencyKey);
	if (before) return before;
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	if (!canMove(status, 'decided'))
		throw new AppError('transition_not_allowed', { from: status, to: 'waiting_customer' });
	refuseDay(input.validUntil, unit.today);
	const { kind, text, validUntil, idempotencyKey } = input;
	const offer = { kind, text, validUntil, idempotencyKey, by: unit.scope.user };
	if (kind === 'credit') return offerCredit(unit, await leftToDecide(unit, about), input, offer);
	const { covers = 'disputed', parts = [] } = input;
	const terms =
		kind === 'replacement' ? {} : await offerInParts(unit, about, { covers, parts, validUntil });
	return makeOffer(unit, about, { ...offer, terms }, GRANT_OF_NOTHING);
}

/** The same form sent twice. */
async function proposedBefore(
	unit: Unit<DeskScope>,
	about: Case,
	key: string
): Promise<Proposed | null> {
	const offer = (await proposalsOf(unit, about)).find(({ row }) => row.idempotencyKey === key);
	if (offer) return { proposalId: offer.row.id };
	const requests = await requestsOf(unit, about.dispute.id);
	const request = requests.find(({ row }) => row.idempotencyKey === key);
	return request ? { requestId: request.row.id } : null;
}

async function offerCredit(
	unit: Unit<DeskScope>,
	left: Left,
	input: NewProposal,
	offer: Omit<Parameters<typeof makeOffer>[2], 'terms'>
): Promise<Proposed> {
	const amountMinor = creditIn(left.claimed, input.amountMinor);
	const { text, validUntil, idempotencyKey } = offer;
	const grant = await grantAlone(unit, left, amountMinor);
	if (grant) return makeOffer(unit, left.about, { ...offer, terms: { amountMinor } }, grant);
	return askApproval(unit, left, {
		...{ kind: 'offer', amountMinor, text, validUntil, idempotencyKey }
	});
}

function refuseDay(validUntil: LocalDate, today: LocalDate): void {
	if (validUntil < today) throw new AppError('date_in_past', {}, 'validUntil');
	if (validUntil > addDays(today, MOST_DAYS)) throw new AppError('day_too_far', {}, 'validUntil');
}

function creditIn(claimed: Money, amountMinor: bigint | undefined): bigint {
	if (amountMinor === undefined) throw new AppError('required', {}, 'acceptedMinor');
	if (amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'acceptedMinor');
	if (amountMinor > claimed.minor)
		throw new AppError('accepted_above_claimed', { max: formatMoney(claimed) }, 'acceptedMinor');
	return amountMinor;
}

/** @throws not_found, proposal_over when it is not open any more */
export async function withdrawProposal(
	unit: Unit<DeskScope>,
	input: { disputeId: string; proposalId: string }
): Promise<void> {
	await lockDispute(unit, input.disputeId);
	const about = await caseOf(unit, input.disputeId);
	const found = (await proposalsOf(unit, about)).find(({ row }) => row.id === input.proposalId);
	if (!found) throw new AppError('not_found');
	if (!isWaiting(found)) throw new AppError('proposal_over');
	await takeBack(unit, input.proposalId);
	const told = await updateOf(unit, about, 'proposal_withdrawn');
	if (await waitsForIt(unit, about, found.row))
		await moveCase(unit, about, 'in_progress', { told });
	else
		await tellFollowers(unit, about, told, {
			onceKey: `dispute-proposal-withdrawn:${input.proposalId}`
		});
	await record(
		unit,
		'dispute.proposal_withdrawn',
		{ kind: 'dispute', id: input.disputeId, customerId: about.customer.id },
		{ proposalId: input.proposalId }
	);
}
