import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { canMove } from '$lib/domain/disputes/lifecycle';
import type { Covers, ProposalKind } from '$lib/domain/disputes/proposal';
import { AppError } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { proposal } from '../db/schema/proposals';
import { caseOf, type Case } from './case-queries';
import { refuseAboveLimit } from './decide-dispute';
import { leftToDecide } from './left-to-decide';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { moveCase } from './move-case';
import { offerInShort } from './offer-in-short';
import { offerInParts, type PlanOffer } from './offer-in-parts';
import { proposalsOf, type Proposal } from './proposals';
import { tellFollowers, updateOf } from './tell-followers';

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

const MOST_DAYS = 60;

/**
 * An offer to end the case, told to everybody who follows it; an earlier one that is still open is taken
 * back. Whoever proposes may give what he proposes: the limit is looked at now, not when it is accepted.
 */
export async function propose(
	unit: Unit<DeskScope>,
	input: NewProposal
): Promise<{ proposalId: string }> {
	const { status } = await lockDispute(unit, input.disputeId);
	const about = await caseOf(unit, input.disputeId);
	const earlier = await proposalsOf(unit, about);
	const same = earlier.find(({ row }) => row.idempotencyKey === input.idempotencyKey);
	if (same) return { proposalId: same.row.id };
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!canMove(status, 'decided'))
		throw new AppError('transition_not_allowed', { from: status, to: 'waiting_customer' });
	refuseDay(input.validUntil, unit.today);
	const terms = await offered(unit, about, input);
	for (const offer of earlier) if (isWaiting(offer)) await takeBack(unit, offer.row.id);
	const proposalId = await insertProposal(unit, about, input, terms);
	await tellProposal(unit, about, proposalId, input, terms);
	await record(
		unit,
		'dispute.proposed',
		{ kind: 'dispute', id: input.disputeId, customerId: about.customer.id },
		{ proposalId, kind: input.kind, ...terms, validUntil: input.validUntil }
	);
	return { proposalId };
}

function refuseDay(validUntil: LocalDate, today: LocalDate): void {
	if (validUntil < today) throw new AppError('date_in_past', {}, 'validUntil');
	if (validUntil > addDays(today, MOST_DAYS)) throw new AppError('day_too_far', {}, 'validUntil');
}

/** What is offered in figures: a credit, a plan, or neither. */
type Terms = Partial<Awaited<ReturnType<typeof offerInParts>>>;

async function offered(unit: Unit<DeskScope>, about: Case, input: NewProposal): Promise<Terms> {
	const { kind, amountMinor, covers = 'disputed', parts = [], validUntil } = input;
	if (kind === 'replacement') return {};
	if (kind === 'instalments') return offerInParts(unit, about, { covers, parts, validUntil });
	const { claimed } = await leftToDecide(unit, about);
	const minor = creditIn(claimed, amountMinor);
	await refuseAboveLimit(unit, about.claimed.minor - claimed.minor, minor, claimed.currency);
	return { amountMinor: minor };
}

function creditIn(claimed: Money, amountMinor: bigint | undefined): bigint {
	if (amountMinor === undefined) throw new AppError('required', {}, 'acceptedMinor');
	if (amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'acceptedMinor');
	if (amountMinor > claimed.minor)
		throw new AppError('accepted_above_claimed', { max: formatMoney(claimed) }, 'acceptedMinor');
	return amountMinor;
}

async function insertProposal(
	unit: Unit<DeskScope>,
	{ dispute, claimed }: Case,
	{ kind, text, validUntil, idempotencyKey }: NewProposal,
	terms: Terms
): Promise<string> {
	const { organisationId, user } = unit.scope;
	const id = uuidv7();
	await unit.tx.insert(proposal).values({
		...{ organisationId, id, customerId: dispute.customerId, disputeId: dispute.id },
		...{ kind, currency: claimed.currency, ...terms, text, validUntil, idempotencyKey },
		...{ proposedAt: unit.now, proposedById: user.id, proposedByName: user.name }
	});
	return id;
}

/** The case waits for the customer, and so do the reminders about what he contests. */
async function tellProposal(
	unit: Unit<DeskScope>,
	about: Case,
	proposalId: string,
	{ kind, text: message, validUntil }: NewProposal,
	terms: Terms
): Promise<void> {
	const path = `/disputes/${about.dispute.reference}/proposal`;
	const offer = { ...(await offerInShort(unit, about, { kind, ...terms })), validUntil };
	const told = await updateOf(unit, about, 'proposed', { message, path, offer });
	if (canMove(about.dispute.status, 'waiting_customer'))
		return moveCase(unit, about, 'waiting_customer', { told });
	await tellFollowers(unit, about, told, { onceKey: `dispute-proposed:${proposalId}` });
}

/** Nobody has answered it: it may be taken back, also when it cannot be agreed to any more, until that was told. */
const isWaiting = ({ row, state }: Proposal): boolean =>
	row.lapsedAt === null && (state === 'open' || state === 'outdated');

const takeBack = (unit: Unit<DeskScope>, proposalId: string) =>
	unit.tx
		.update(proposal)
		.set({ withdrawnAt: unit.now, withdrawnBy: unit.scope.user.name })
		.where(
			and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.id, proposalId))
		);

/** @throws not_found, proposal_over when it is not open any more */
export async function withdrawProposal(
	unit: Unit<DeskScope>,
	input: { disputeId: string; proposalId: string }
): Promise<void> {
	const { status } = await lockDispute(unit, input.disputeId);
	const about = await caseOf(unit, input.disputeId);
	const found = (await proposalsOf(unit, about)).find(({ row }) => row.id === input.proposalId);
	if (!found) throw new AppError('not_found');
	if (!isWaiting(found)) throw new AppError('proposal_over');
	await takeBack(unit, input.proposalId);
	const told = await updateOf(unit, about, 'proposal_withdrawn');
	if (status === 'waiting_customer') await moveCase(unit, about, 'in_progress', { told });
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
