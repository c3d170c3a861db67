import type { ErrorCode } from '$lib/domain/errors';
import { CREDIT_OUTCOMES, type Outcome, type Verdict } from './schema';

/** What may follow a verdict. A goodwill gesture is for somebody who is not (wholly) right. */
export const OUTCOMES_BY_VERDICT: Readonly<Record<Verdict, readonly Outcome[]>> = {
	valid: ['credit_full', 'reinvoice', 'replacement', 'information'],
	partly_valid: ['credit_partial', 'reinvoice', 'replacement', 'information', 'goodwill'],
	invalid: ['information', 'no_action', 'goodwill']
};

export const outcomeAllowed = (verdict: Verdict, outcome: Outcome): boolean =>
	OUTCOMES_BY_VERDICT[verdict].includes(outcome);

/** Whether a person types how much of the claim is accepted; otherwise the verdict and the outcome tell. */
export const asksAmount = (verdict: Verdict, outcome: Outcome): boolean =>
	outcome === 'goodwill' || (verdict === 'partly_valid' && CREDIT_OUTCOMES.includes(outcome));

export type AcceptedAmount =
	| { readonly ok: true; readonly acceptedMinor: bigint }
	| { readonly ok: false; readonly code: ErrorCode };

/**
 * The amount a verdict accepts. A typed amount that contradicts the verdict is refused, never
 * corrected: one of the two is a mistake, and only the person knows which.
 */
export function acceptedMinorFor(
	verdict: Verdict,
	claimedMinor: bigint,
	acceptedMinor?: bigint,
	outcome?: Outcome
): AcceptedAmount {
	if (acceptedMinor !== undefined && acceptedMinor < 0n) return refused('amount_not_positive');
	if ((acceptedMinor ?? 0n) > claimedMinor) return refused('accepted_above_claimed');
	if (outcome === 'goodwill') return someOf(acceptedMinor);
	// Accepting an amount means no longer asking for it: without a credit the invoice stays due.
	if (outcome && !CREDIT_OUTCOMES.includes(outcome)) return exactly(0n, acceptedMinor);
	if (verdict === 'partly_valid') return partOf(claimedMinor, acceptedMinor);
	return exactly(verdict === 'valid' ? claimedMinor : 0n, acceptedMinor);
}

const exactly = (whole: bigint, typed: bigint | undefined): AcceptedAmount =>
	typed === undefined || typed === whole ? accepted(whole) : refused('amount_invalid');

function partOf(claimedMinor: bigint, acceptedMinor: bigint | undefined): AcceptedAmount {
	// The whole claim is not a part of it: that verdict is `valid`.
	return acceptedMinor === claimedMinor ? refused('amount_invalid') : someOf(acceptedMinor);
}

function someOf(acceptedMinor: bigint | undefined): AcceptedAmount {
	if (acceptedMinor === undefined) return refused('required');
	return acceptedMinor > 0n ? accepted(acceptedMinor) : refused('amount_not_positive');
}

const accepted = (acceptedMinor: bigint): AcceptedAmount => ({ ok: true, acceptedMinor });
const refused = (code: ErrorCode): AcceptedAmount => ({ ok: false, code });
