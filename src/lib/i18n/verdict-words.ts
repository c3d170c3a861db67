import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { Money } from '$lib/domain/money';
import { formatMoney } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

export interface DecidedAs {
	verdict: Verdict;
	outcome: Outcome;
	accepted: Money;
	/** An offer the customer accepted. */
	isAgreed?: boolean;
	/** Carried out: the credit note is there. */
	isDone?: boolean;
}

/** Who is right, in the customer's words, with the amount when one is given. */
export const verdictWords = (decision: DecidedAs, language: Language = getLocale()): string =>
	say(
		`portal_status_${verdictKey(decision)}`,
		{ amount: formatMoney(decision.accepted, language) },
		language
	);

/** What follows from it, in one sentence: goods sent again and explanations carry no amount. */
export const outcomeWords = (
	decision: Omit<DecidedAs, 'isAgreed'>,
	language: Language = getLocale()
): string =>
	say(
		`follow_decided_${followsKey(decision)}`,
		{ amount: formatMoney(decision.accepted, language) },
		language
	);

/** Whoever is right is not told that all he gets is an explanation: what is done stands in our own words. */
function followsKey({ verdict, outcome, isDone }: Omit<DecidedAs, 'isAgreed'>): string {
	if (outcome === 'information' && verdict !== 'invalid') return 'information_accepted';
	const key = outcomeKey(outcome);
	return isDone && key === 'credit' ? `${key}_done` : key;
}

export const outcomeKey = (outcome: Outcome) =>
	outcome === 'credit_full' || outcome === 'credit_partial' ? 'credit' : outcome;

function verdictKey({ verdict, accepted, isAgreed }: DecidedAs): string {
	const isCredited = accepted.minor > 0n;
	if (verdict === 'valid') return isCredited ? 'accepted_amount' : 'accepted';
	if (verdict === 'partly_valid') return isCredited ? 'partly' : 'partly_accepted';
	if (isAgreed) return 'agreed';
	return isCredited ? 'goodwill' : 'not_accepted';
}
