import type { Language } from '$lib/i18n/language';
import type { MailFacts } from '../mail/mails';
import type { SystemScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Way } from './channels/message';
import type { NoReader } from './may-receive';

/**
 * Delivery knows mails, not dunning. Before a notice leaves, whoever planned it looks once more, in
 * the transaction of the claim; afterwards it is told what became of it.
 */
export type NoticeVerdict =
	| { send: true; facts: MailFacts['dunning-notice']; posted?: PostedLetter }
	| { send: false; reasons: string[]; postpone?: Date };
/** The letter of a notice that goes by post. */
export interface PostedLetter {
	channel: 'letter' | 'registered_letter';
	name: string;
	address: string;
	reference: string;
	pdf: Uint8Array;
}
export type NoticeOutcome = 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled';

/** Whom the mail was addressed to when it was put into the outbox. */
export interface Addressee {
	/** Of a mail; empty for what goes another way. */
	email: string;
	/** Of a text message. */
	phone?: string;
	language: Language;
	/** Why his link opens nothing any more: planned anew, the message has a link that does. */
	end?: NoReader;
}

export interface AskedNotice {
	noticeId: string;
	to: Addressee;
}

/** Of each, in their order. */
type ClaimHandler = (
	unit: Unit<SystemScope>,
	asked: readonly AskedNotice[]
) => Promise<NoticeVerdict[]>;
type CopyHandler = (
	unit: Unit<SystemScope>,
	facts: MailFacts['dunning-notice'],
	to: Addressee
) => Promise<NoticeVerdict>;
type SettledHandler = (
	unit: Unit<InsideScope>,
	noticeId: string,
	status: NoticeOutcome,
	way?: Way
) => Promise<void>;

/** Its name, and those it had before. */
export type Names = [name: string, ...earlier: string[]];
type NameHandler = (
	unit: Unit<SystemScope>,
	noticeIds: readonly string[]
) => Promise<ReadonlyMap<string, Names>>;

/** Taken to be sent, and given back before any server had a word of it. */
type UntakenHandler = (unit: Unit<SystemScope>, noticeIds: readonly string[]) => Promise<void>;
/** How a registered letter is followed, as whoever posts it for us says. */
type TrackedHandler = (
	unit: Unit<SystemScope>,
	noticeId: string,
	trackingNumber: string
) => Promise<void>;

let claimHandler: ClaimHandler | undefined;
let copyHandler: CopyHandler | undefined;
let settledHandler: SettledHandler | undefined;
let untakenHandler: UntakenHandler | undefined;
let trackedHandler: TrackedHandler | undefined;

let nameHandler: NameHandler | undefined;

/** What a notice says to whom, in words that stay the same when it is planned anew. */
export const onNoticeNamed = (handler: NameHandler): void => {
	nameHandler = handler;
};
export async function nameNotices(
	unit: Unit<SystemScope>,
	noticeIds: readonly string[]
): Promise<(noticeId: string) => Names> {
	const named = await listening(nameHandler)(unit, noticeIds);
	return (noticeId) => named.get(noticeId) ?? [noticeId];
}

export const onNoticeClaim = (handler: ClaimHandler): void => {
	claimHandler = handler;
};
export const onCopyClaim = (handler: CopyHandler): void => {
	copyHandler = handler;
};
export const onNoticeSettled = (handler: SettledHandler): void => {
	settledHandler = handler;
};
export const onNoticeUntaken = (handler: UntakenHandler): void => {
	untakenHandler = handler;
};
export const onNoticeTracked = (handler: TrackedHandler): void => {
	trackedHandler = handler;
};

/** @throws when nobody listens: a notice nobody looks at again never leaves, and one that left is told of. */
function listening<Handler>(handler: Handler | undefined): Handler {
	if (!handler) throw new Error('no engine is listening: the notice stays in the outbox');
	return handler;
}

/** About each of another customer, in their order. */
export async function askAboutNotices(
	unit: Unit<SystemScope>,
	asked: readonly AskedNotice[]
): Promise<NoticeVerdict[]> {
	return listening(claimHandler)(unit, asked);
}

export async function askAboutCopy(
	unit: Unit<SystemScope>,
	facts: MailFacts['dunning-notice'],
	to: Addressee
): Promise<NoticeVerdict> {
	return listening(copyHandler)(unit, facts, to);
}

export async function tellNotice(
	unit: Unit<InsideScope>,
	noticeId: string | null,
	status: NoticeOutcome,
	way?: Way
): Promise<void> {
	if (noticeId) await listening(settledHandler)(unit, noticeId, status, way);
}

export async function tellUntaken(
	unit: Unit<SystemScope>,
	noticeIds: readonly string[]
): Promise<void> {
	if (noticeIds.length > 0) await listening(untakenHandler)(unit, noticeIds);
}

export async function tellTracked(
	unit: Unit<SystemScope>,
	noticeId: string,
	trackingNumber: string
): Promise<void> {
	await listening(trackedHandler)(unit, noticeId, trackingNumber);
}
