import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { Money } from '$lib/domain/money';
import type { Language } from '$lib/i18n/language';
import { typedAmount } from '$lib/i18n/read-amount';

interface Answer {
	verdict: string;
	acceptedMinor: bigint | null;
}

/** What a key of triage begins with; nothing is decided before it is sent. */
export const REJECTED = { verdict: 'invalid', outcome: 'no_action', amount: '', explanation: '' };

/** The decision box starts from who is right; the words stay internal until somebody writes theirs. */
export function proposalOf(answer: Answer | null, { currency }: Money, language: Language) {
	const decisions: Record<string, readonly [Verdict, Outcome]> = {
		customer_right: ['valid', 'credit_full'],
		partly: ['partly_valid', 'credit_partial'],
		customer_wrong: ['invalid', 'no_action']
	};
	const amount =
		answer?.verdict === 'partly' && answer.acceptedMinor !== null
			? typedAmount({ minor: answer.acceptedMinor, currency }, language)
			: '';
	const [verdict, outcome] = decisions[answer?.verdict ?? ''] ?? ['', ''];
	return { verdict, outcome, amount, explanation: '' };
}
