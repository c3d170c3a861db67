import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { stepOf, type TrackerStepKey } from '$lib/domain/disputes/tracker';
import { m } from '$lib/i18n/paraglide/messages';
import { verdictWords, type DecidedAs } from '$lib/i18n/verdict-words';

export type Tone = 'ok' | 'warn' | 'info' | 'quiet' | 'brand';

/** A case in the customer's words: who has to act, or how it ended. */
export function caseStatus(
	status: DisputeStatus,
	decision: DecidedAs | null = null,
	/** How far it is: handed to a colleague, a case is no less checked. */
	step: TrackerStepKey = stepOf(status),
	/** The case it went into: nothing of it has ended for its customer. */
	goesOnIn: string | null = null
): { words: string; tone: Tone } {
	if (goesOnIn) return { words: m.portal_status_goes_on({ reference: goesOnIn }), tone: 'info' };
	if (status === 'waiting_customer') return { words: m.portal_status_reply_needed(), tone: 'warn' };
	if (status === 'withdrawn') return { words: m.portal_status_withdrawn(), tone: 'quiet' };
	if (status === 'duplicate' || status === 'not_a_dispute')
		return { words: m.portal_status_closed(), tone: 'quiet' };
	if (status === 'submitted') return { words: m.portal_status_received(), tone: 'info' };
	if (status === 'implementing' && decision && !isRefusal(decision))
		return { words: m.after_put_in_order(), tone: 'ok' };
	if (status === 'decided' || status === 'implementing' || status === 'resolved')
		return decided(decision);
	if (step === 'assigned') return { words: m.portal_step_assigned(), tone: 'info' };
	return { words: m.portal_status_checking(), tone: 'info' };
}

function decided(decision: DecidedAs | null): { words: string; tone: Tone } {
	if (!decision) return { words: m.portal_status_closed(), tone: 'quiet' };
	return {
		words: verdictWords(decision),
		tone: isRefusal(decision) ? 'quiet' : 'ok'
	};
}

const isRefusal = ({ verdict, accepted, isAgreed }: DecidedAs): boolean =>
	verdict === 'invalid' && accepted.minor === 0n && !isAgreed;
