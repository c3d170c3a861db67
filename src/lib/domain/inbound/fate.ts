import type { Unreadable } from './limits';
import { loopIn, type HeardByMail } from './loop-guard';
import type { Mark, Recognised } from './recognise';
import type { Sender } from './verify-sender';

/** Every mail ends in exactly one of them. */
export const FATES = ['message', 'triage', 'machine', 'bounce', 'dead'] as const;
export type FateKind = (typeof FATES)[number];

/** Nobody is sure what is in them until a person looked. */
export const WAITING_FATES = ['triage', 'dead'] as const satisfies readonly FateKind[];
export const isWaitingFate = (kind: string): boolean =>
	WAITING_FATES.some((waiting) => waiting === kind);

/** Why a person has to look. */
export const TRIAGE_REASONS = [
	'no_thread',
	'not_verified',
	'not_on_case',
	'about_account',
	'from_colleague',
	'maybe_machine',
	'words_unread',
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
	/** Its words are in the original only. */
	isWordless: boolean;
	/** Null: it answers none of our mails. */
	thread: Thread | null;
	sender: Sender;
}

/** What becomes of a mail; the first that fits. */
export function fateOf({ unreadable, recognised, isWordless, thread, sender }: FateFacts): Fate {
	if (unreadable) return { kind: 'dead', why: unreadable };
	const [mark] = recognised.marks;
	if (recognised.kind !== 'human' && !mayBePerson(recognised, thread))
		return { kind: recognised.kind, why: mark! };
	return triaged({ recognised, isWordless, thread, sender }) ?? { kind: 'message' };
}

/** What ticket desks, groups and shared addresses put on what a person typed. */
const ALSO_ON_PEOPLE: readonly Mark[] = [
	'mail_daemon',
	'auto_submitted',
	'precedence',
	'list',
	'response_suppressed',
	'no_reply'
];

/**
 * Somebody reads what only looks like a machine where it answers one of our mails. A postmaster may be a
 * person without that too: a server that could not deliver says more than its name.
 */
const mayBePerson = ({ marks }: Recognised, thread: Thread | null): boolean =>
	thread ? marks.every(isOnPeople) : marks.every((mark) => mark === 'mail_daemon');

const isOnPeople = (mark: Mark): boolean => ALSO_ON_PEOPLE.includes(mark);

function triaged({
	recognised,
	isWordless,
	thread,
	sender
}: Omit<FateFacts, 'unreadable'>): (Fate & { kind: 'triage' }) | null {
	const why = ((): TriageReason | null => {
		if (!thread) return 'no_thread';
		if (recognised.kind !== 'human') return 'maybe_machine';
		if (!sender.verified) return 'not_verified';
		if (isWordless) return 'words_unread';
		if (thread.about === 'colleague') return 'from_colleague';
		if (thread.about === 'account') return 'about_account';
		return thread.isOnCase ? loopIn(thread.heard) : 'not_on_case';
	})();
	return why && { kind: 'triage', why };
}
