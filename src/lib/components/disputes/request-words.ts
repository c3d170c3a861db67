import { reducedDecision } from '$lib/domain/disputes/approval-request';
import { alone } from '$lib/i18n/alone';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import type { ShownRequest } from './approval';

type Wanted = Pick<ShownRequest, 'kind' | 'verdict' | 'outcome' | 'asked' | 'amount'>;

/** What is to be given, as its last signature will decide it: "Partly justified – partial credit", or an offer. */
export function requestWords({ kind, verdict, outcome, asked, amount }: Wanted): string {
	if (kind === 'offer' || !verdict || !outcome) return m.approval_kind_offer();
	const decided = reducedDecision({ verdict, outcome }, amount.minor < asked.minor);
	return `${alone(say(`desk_verdict_${decided.verdict}`))} – ${say(`desk_outcome_${decided.outcome}`)}`;
}
