import type { Outcome } from '$lib/domain/disputes/schema';
import type { Language } from './language';
import { outcomeKey } from './verdict-words';
import { say } from './words';

/** Every step of a case a device is told of: those a follower is mailed about. */
export const PUSH_EVENTS = [
	'received',
	'assigned',
	'checking',
	'waiting_customer',
	'unanswered',
	'implementing',
	'message',
	'replied',
	'amended',
	'reopened',
	'withdrawn',
	'closed',
	'goes_on',
	'followed',
	'committed',
	'missed',
	'document',
	'proposed',
	'proposal_withdrawn',
	'proposal_accepted',
	'proposal_refused',
	'proposal_undone',
	'proposal_expired',
	'proposal_outdated',
	'decided',
	'decided_credit',
	'decided_reinvoice',
	'decided_replacement',
	'decided_information',
	'decided_goodwill',
	'resolved'
] as const;
export type PushEvent = (typeof PUSH_EVENTS)[number];

/** What was decided, without its amount: a refusal is read on the page. */
export function decidedEvent(outcome: Outcome = 'no_action'): PushEvent {
	const key = outcomeKey(outcome);
	return key === 'no_action' ? 'decided' : `decided_${key}`;
}

/** One sentence for a locked screen: which case, and what happened; no amount, nothing anybody typed. */
export const pushWords = (
	event: PushEvent,
	{ reference, other = '' }: { reference: string; other?: string },
	language: Language
): string => say(`follow_push_${event}`, { reference, other }, language);
