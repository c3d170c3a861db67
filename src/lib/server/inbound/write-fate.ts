import { uuidv7 } from 'uuidv7';
import type { Fate } from '$lib/domain/inbound/fate';
import type { Sender } from '$lib/domain/inbound/verify-sender';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inboundFate } from '../db/schema/inbound';
import { noticeOf } from '../delivery/notice-of';
import type { Delivery } from '../delivery/queries';
import { shownName } from '../attachments/file-name';
import { wordsOf, type InboundMail } from './queries';
import type { ReadMail } from './read-mail';
import type { SortedFiles } from './sort-files';
import type { ThreadFound } from './thread-of';

export interface Settled {
	fate: Fate;
	read: ReadMail;
	sorted: SortedFiles;
	sender: Sender;
	found: ThreadFound | null;
	/** The mail of ours that came back. */
	bounced?: Delivery | null;
}

/** What became of a mail, once and for good. */
export async function writeFate(
	unit: Unit<SystemScope>,
	mail: InboundMail,
	{ fate, read, sorted, sender, found, bounced }: Settled
): Promise<void> {
	const answered = found?.answered ?? bounced;
	const customerId = answered?.customerId ?? null;
	await unit.tx.insert(inboundFate).values({
		organisationId: unit.scope.organisationId,
		...{ id: uuidv7(), mailId: mail.id, customerId, at: unit.now },
		kind: fate.kind,
		why: 'why' in fate ? fate.why : '',
		fromEmail: sender.address,
		verified: sender.verified,
		...saidIn(read, sorted),
		disputeId: answered?.disputeId ?? null,
		deliveryId: answered?.id ?? null,
		noticeId: answered ? noticeOf(answered) : null
	});
	await record(
		unit,
		`mail.${fate.kind}`,
		{ kind: 'mail', id: mail.id, customerId },
		{
			...('why' in fate && { why: fate.why }),
			...(answered && { deliveryId: answered.id })
		}
	);
}

const saidIn = (
	{ fromName, subject, text, isWordless, leftOut, reply, files }: ReadMail,
	{ places }: SortedFiles
) => ({
	...{ fromName, subject, text, isWordless, leftOut, wordsSha256: wordsOf(reply) },
	files: files.map(({ name, bytes }, at) => ({
		...{ name: shownName(name), bytes: bytes.length, isTaken: places.has(at) }
	}))
});
