/** What may keep a mailbox from being read. */
export const MAILBOX_FAULTS = ['no_owner', 'sign_in', 'certificate', 'refused', 'broken'] as const;
export type MailboxFault = (typeof MAILBOX_FAULTS)[number];

export interface MailboxRound {
	begunAt: Date;
	readAt: Date | null;
}

const MINUTE_MS = 60_000;
/** A mail server that starts anew is away for a while. */
const STILL_MS = 30 * MINUTE_MS;
/** It is read each minute: what waits so long is not read. */
export const UNREAD_MS = 15 * MINUTE_MS;

/** Since when nothing is heard any more; null while it is heard. */
export function notReadSince(round: MailboxRound | null, now: Date): Date | null {
	if (!round) return null;
	const since = round.readAt ?? round.begunAt;
	return now.getTime() - since.getTime() > STILL_MS ? since : null;
}

/** What stands in the codes of TLS when a certificate is not believed. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** In the words of a mailbox that refuses, or of the line to it. */
export function mailboxFaultOf(thrown: unknown): MailboxFault {
	const told = Object(thrown) as {
		fault?: MailboxFault;
		code?: unknown;
		authenticationFailed?: unknown;
	};
	if (told.fault && MAILBOX_FAULTS.includes(told.fault)) return told.fault;
	if (told.authenticationFailed === true) return 'sign_in';
	return CERTIFICATE.test(String(told.code ?? '')) ? 'certificate' : 'broken';
}

/** A round that cannot be gone, told apart by what stops it. */
export class MailboxStands extends Error {
	constructor(readonly fault: MailboxFault) {
		super(fault);
	}
}
