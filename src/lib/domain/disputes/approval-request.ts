import type { ErrorCode } from '$lib/domain/errors';
import { LAPSES } from './offer-over';
import { CREDIT_OUTCOMES, type Outcome, type Verdict } from './schema';

/** What has to be signed: a decision, or an offer to the customer. */
export const REQUEST_KINDS = ['decision', 'offer'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What an approver may do with it. */
export const APPROVER_ACTS = ['approve', 'reduce', 'refuse', 'ask'] as const;
export type ApproverAct = (typeof APPROVER_ACTS)[number];
/** `reply`: the answer of whoever asked for it to a question. */
export type ApprovalAct = ApproverAct | 'reply';

/**
 * `case_over`: somebody decided the case otherwise, or it ended. `expired`: the last day of the offer went by before
 * every level had signed; `outdated`: what is contested changed. Nobody can sign either: they are asked for anew.
 */
export const REQUEST_ENDS = [
	...(['granted', 'refused', 'withdrawn', 'replaced', 'case_over'] as const),
	...LAPSES
] as const;
export type RequestEnd = (typeof REQUEST_ENDS)[number];

export interface Act {
	readonly act: ApprovalAct;
	/** Of one who reduced it. */
	readonly amountMinor: bigint | null;
	readonly byId: string;
	/** Of one who reduced it: what the customer reads instead; empty: as it was. */
	readonly customerText: string;
}

export interface RequestStanding {
	/** Asked for, less what was taken off since. */
	amountMinor: bigint;
	/** What the customer reads once it is granted. */
	text: string;
	/** Levels that have signed. */
	signed: number;
	signedBy: readonly string[];
	/** An approver asked something and nobody answered yet: it waits for whoever wants it. */
	isAsked: boolean;
}

/** @param acts in the order they were done */
export function requestStanding(
	asked: { readonly amountMinor: bigint; readonly text: string },
	acts: readonly Act[]
): RequestStanding {
	const signatures = acts.filter(isSignature);
	return {
		amountMinor: acts.findLast(({ act }) => act === 'reduce')?.amountMinor ?? asked.amountMinor,
		text: acts.findLast(({ customerText }) => customerText)?.customerText ?? asked.text,
		signed: signatures.length,
		signedBy: signatures.map(({ byId }) => byId),
		isAsked: openQuestion(acts) !== null
	};
}

const isSignature = ({ act }: Pick<Act, 'act'>): boolean => act === 'approve' || act === 'reduce';

/** What an approver asked and nobody answered; a signature after it answers it too: the level is done. */
export function openQuestion<A extends Pick<Act, 'act'>>(acts: readonly A[]): A | null {
	const last = acts.findLast((one) => one.act === 'ask' || one.act === 'reply' || isSignature(one));
	return last?.act === 'ask' ? last : null;
}

/** Why an approver may not reduce it to that; null: he may. Nothing left to give is a refusal. */
export function wrongReduction(fromMinor: bigint, toMinor: bigint | undefined): ErrorCode | null {
	if (toMinor === undefined) return 'required';
	if (toMinor <= 0n) return 'amount_not_positive';
	return toMinor >= fromMinor ? 'not_reduced' : null;
}

/** A decision for less than was asked: who gives a part does not say that the customer is right in all. */
export function reducedDecision<D extends { verdict: Verdict; outcome: Outcome }>(
	decision: D,
	isReduced: boolean
): D {
	const { verdict, outcome } = decision;
	if (!isReduced || verdict !== 'valid' || !CREDIT_OUTCOMES.includes(outcome)) return decision;
	return {
		...decision,
		verdict: 'partly_valid',
		outcome: outcome === 'credit_full' ? 'credit_partial' : outcome
	};
}

/**
 * Who may sign next, of the first of these groups in which somebody is left: never whoever asked for it, nor
 * anybody who has signed already.
 */
export function signersAmong<P extends { readonly id: string }>(
	groups: readonly (readonly P[])[],
	{ askedById, signedBy }: { askedById: string; signedBy: readonly string[] }
): P[] {
	const free = (all: readonly P[]) =>
		all.filter(({ id }) => id !== askedById && !signedBy.includes(id));
	return groups.map(free).find((left) => left.length > 0) ?? [];
}
