import type { Unreadable } from './limits';
import { loopIn, type HeardByMail } from './loop-guard';
import type { Mark, Recognised } from './recognise';
import type { Sender } from './verify-sender';

/** Every mail ends in exactly one of them. */
export const FATES = ['message', 'triage', 'machine', 'bounce', 'dead'] as const;
export type FateKind = (typeof FATES)[number];

/** Why a person has to look. */
export const TRIAGE_REASONS = [
	'no_thread',
	'not_verified',
	'not_on_case',
	'about_account',
	'from_colleague',
	'maybe_machine',
	'loop_rate',
	'loop_words',
	'not_taken'
] as const;
export type TriageReason = (typeof TRIAGE_REASONS)[number];

export type Fate =
	| { kind: 'message' }
	| { kind: 'triage'; why: TriageReason }
	| { kind: 'machine' | 'bounce'; why: Mark }
	| { kind: 'dead'; why: Unreadable | 'gave_up' };

/** What is known once the secrets of a mail were checked. */
export interface Thread {
	about: 'case' | 'account' | 'colleague';
	/** Whoever wrote follows the case, and the way he was written to is still open. */
	isOnCase: boolean;
	heard: HeardByMail;
}

export interface FateFacts {
	unreadable: Unreadable | null;
	recognised: Recognised;
	/** Null: it answers none of our mails. */
	thread: Thread | null;
	sender: Sender;
}

/** What becomes of a mail; the first that fits. */
export function fateOf({ unreadable, recognised, thread, sender }: FateFacts): Fate {
	if (unreadable) return { kind: 'dead', why: unreadable };
	const [mark] = recognised.marks;
	if (recognised.kind !== 'human' && !mayBePerson(recognised, thread))
		return { kind: recognised.kind, why: mark! };
	return triaged({ recognised, thread, sender }) ?? { kind: 'message' };
}

/** Some desks mark what a person wrote as generated: with nothing else against it, and a thread, somebody reads it. */
const mayBePerson = ({ marks }: Recognised, thread: Thread | null): boolean =>
	thread !== null && marks.length === 1 && marks[0] === 'auto_submitted';

function triaged({
	recognised,
	thread,
	sender
}: Omit<FateFacts, 'unreadable'>): (Fate & { kind: 'triage' }) | null {
	const why = ((): TriageReason | null => {
		if (!thread) return 'no_thread';
		if (recognised.kind !== 'human') return 'maybe_machine';
		if (!sender.verified) return 'not_verified';
		if (thread.about === 'colleague') return 'from_colleague';
		if (thread.about === 'account') return 'about_account';
		return thread.isOnCase ? loopIn(thread.heard) : 'not_on_case';
	})();
	return why && { kind: 'triage', why };
}
