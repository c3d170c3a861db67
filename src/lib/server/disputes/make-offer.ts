import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { canMove } from '$lib/domain/disputes/lifecycle';
import type { ProposalKind } from '$lib/domain/disputes/proposal';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { proposal } from '../db/schema/proposals';
import { openRequestOf } from './approval-requests';
import type { Case } from './case-queries';
import { endRequest } from './end-request';
import type { Grant } from './grant';
import { moveCase } from './move-case';
import { offerInShort } from './offer-in-short';
import type { offerInParts } from './offer-in-parts';
import { proposalsOf, type Proposal } from './proposals';
import { tellFollowers, updateOf } from './tell-followers';

/** What is offered in figures: a credit, a plan, or neither. */
export type Terms = Partial<Awaited<ReturnType<typeof offerInParts>>>;

export interface Offer {
	kind: ProposalKind;
	text: string;
	/** Last day on which it may be accepted. */
	validUntil: LocalDate;
	terms: Terms;
	by: { id: string; name: string };
	idempotencyKey: string;
}

/**
 * Told to everybody who follows the case; an earlier one that is still open is taken back, and what still waits
 * for a signature is replaced. What it credits is granted before the customer reads it.
 */
export async function makeOffer(
	unit: Unit<DeskScope>,
	about: Case,
	offer: Offer,
	grant: Grant
): Promise<{ proposalId: string }> {
	refuseUngranted(offer, grant);
	const waiting = await openRequestOf(unit, about.dispute.id);
	if (waiting) await endRequest(unit, waiting.row, 'replaced');
	for (const earlier of await proposalsOf(unit, about))
		if (isWaiting(earlier)) await takeBack(unit, earlier.row.id);
	const proposalId = await insertProposal(unit, about, offer);
	await tellProposal(unit, about, proposalId, offer);
	const { kind, terms, validUntil } = offer;
	await record(
		unit,
		'dispute.proposed',
		{ kind: 'dispute', id: about.dispute.id, customerId: about.customer.id },
		{ proposalId, kind, ...terms, validUntil, by: offer.by.name }
	);
	return { proposalId };
}

function refuseUngranted({ kind, terms }: Offer, { mostMinor }: Grant): void {
	const credited = kind === 'credit' ? (terms.amountMinor ?? 0n) : 0n;
	if (credited > mostMinor) throw new Error(`${credited} offered where ${mostMinor} is granted`);
}

/** Nobody has answered it: it may be taken back, also when it cannot be agreed to any more, until that was told. */
export const isWaiting = ({ row, state }: Proposal): boolean =>
	row.lapsedAt === null && (state === 'open' || state === 'outdated');

export const takeBack = (unit: Unit<DeskScope>, proposalId: string) =>
	unit.tx
		.update(proposal)
		.set({ withdrawnAt: unit.now, withdrawnBy: unit.scope.user.name })
		.where(
			and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.id, proposalId))
		);

async function insertProposal(
	unit: Unit<DeskScope>,
	{ dispute, claimed }: Case,
	{ kind, text, validUntil, idempotencyKey, terms, by }: Offer
): Promise<string> {
	const { organisationId } = unit.scope;
	const id = uuidv7();
	await unit.tx.insert(proposal).values({
		...{ organisationId, id, customerId: dispute.customerId, disputeId: dispute.id },
		...{ kind, currency: claimed.currency, ...terms, text, validUntil, idempotencyKey },
		...{ proposedAt: unit.now, proposedById: by.id, proposedByName: by.name }
	});
	return id;
}

/** The case waits for the customer, and so do the reminders about what he contests. */
async function tellProposal(
	unit: Unit<DeskScope>,
	about: Case,
	proposalId: string,
	{ kind, text: message, validUntil, terms }: Offer
): Promise<void> {
	const path = `/disputes/${about.dispute.reference}/proposal`;
	const offer = { ...(await offerInShort(unit, about, { kind, ...terms })), validUntil };
	const told = await updateOf(unit, about, 'proposed', { message, path, offer });
	if (canMove(about.dispute.status, 'waiting_customer'))
		return moveCase(unit, about, 'waiting_customer', { told });
	await tellFollowers(unit, about, told, { onceKey: `dispute-proposed:${proposalId}` });
}
