import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { Verdict } from '$lib/domain/disputes/schema';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

export type Tone = 'ok' | 'warn' | 'info' | 'quiet' | 'brand';
interface Decision {
	verdict: Verdict;
	accepted: Money;
	/** An offer the customer accepted. */
	isAgreed?: boolean;
}

/** A case in the customer's words: who has to act, or how it ended. */
export function caseStatus(
	status: DisputeStatus,
	decision: Decision | null = null
): { words: string; tone: Tone } {
	if (status === 'waiting_customer') return { words: m.portal_status_reply_needed(), tone: 'warn' };
	if (status === 'withdrawn') return { words: m.portal_status_withdrawn(), tone: 'quiet' };
	if (status === 'duplicate' || status === 'not_a_dispute')
		return { words: m.portal_status_closed(), tone: 'quiet' };
	if (status === 'submitted') return { words: m.portal_status_received(), tone: 'info' };
	if (status === 'decided' || status === 'implementing' || status === 'resolved')
		return decided(decision);
	return { words: m.portal_status_checking(), tone: 'info' };
}

function decided(decision: Decision | null): { words: string; tone: Tone } {
	if (decision?.verdict === 'valid') return { words: m.portal_status_accepted(), tone: 'ok' };
	if (decision?.verdict === 'partly_valid')
		return {
			words: m.portal_status_partly({ amount: formatMoney(decision.accepted) }),
			tone: 'ok'
		};
	if (decision?.isAgreed) return { words: m.portal_status_agreed(), tone: 'ok' };
	return {
		words: decision ? m.portal_status_not_accepted() : m.portal_status_closed(),
		tone: 'quiet'
	};
}
