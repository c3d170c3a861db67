import type { LocalDate } from '$lib/domain/calendar';
import { canMove, type DisputeStatus } from './lifecycle';
import type { Lapse } from './offer-over';
import type { Outcome, Verdict } from './schema';

/** What staff may offer to end a case. */
export const PROPOSAL_KINDS = ['credit', 'replacement', 'instalments'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What an instalment plan is about: the sum in dispute, or all that is left to pay of its invoices. */
export const COVERS = ['disputed', 'whole'] as const;
export type Covers = (typeof COVERS)[number];

export const PROPOSAL_STATES = [
	'open',
	'outdated',
	'accepted',
	'refused',
	'withdrawn',
	'expired',
	'over'
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface ProposalFacts {
	readonly validUntil: LocalDate;
	readonly isWithdrawn: boolean;
	readonly verdict: 'accepted' | 'refused' | null;
	/** What it would divide is not the same any more: money came, or another case. */
	readonly isOutdated: boolean;
	/** What everybody was told of it: what was said stays, whatever comes back. */
	readonly lapsedAs: Lapse | null;
	/** Its case was ended, and opened again since. */
	readonly isOfEarlierRound: boolean;
	/** Of its case. */
	readonly status: DisputeStatus;
	readonly today: LocalDate;
}

/** An answer stays what it was; without one, whoever decided otherwise or ended the case has answered it. */
export function proposalState(facts: ProposalFacts): ProposalState {
	if (facts.verdict) return facts.verdict;
	if (facts.isWithdrawn) return 'withdrawn';
	if (facts.isOfEarlierRound || !canMove(facts.status, 'decided')) return 'over';
	if (facts.lapsedAs) return facts.lapsedAs;
	if (facts.validUntil < facts.today) return 'expired';
	return facts.isOutdated ? 'outdated' : 'open';
}

/** What an accepted offer decides: the claim credited, whole or in part, the goods sent again, or the sum owed and paid in parts. */
export function decisionAgreed(
	kind: ProposalKind,
	{ claimedMinor, amountMinor }: { claimedMinor: bigint; amountMinor: bigint | null }
): { verdict: Verdict; outcome: Outcome; acceptedMinor: bigint } {
	if (kind === 'instalments')
		return { verdict: 'invalid', outcome: 'no_action', acceptedMinor: 0n };
	if (kind === 'replacement')
		return { verdict: 'valid', outcome: 'replacement', acceptedMinor: 0n };
	const acceptedMinor = amountMinor ?? 0n;
	return acceptedMinor >= claimedMinor
		? { verdict: 'valid', outcome: 'credit_full', acceptedMinor: claimedMinor }
		: { verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor };
}
