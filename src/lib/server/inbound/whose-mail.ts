import { splitMail } from '$lib/domain/inbound/raw-mail';
import { threadMarks, type ThreadMarks } from '$lib/domain/inbound/thread';
import { readMessageId, readReplyToken, type Answered } from '../auth/reply-key';
import { systemScope, type SystemScope } from '../auth/scope';
import { env } from '../env';
import { allOrganisations } from '../settings/queries';

/** Which of our mails this one answers, as its secrets prove; null when they prove nothing. */
export function answeredBy(
	marks: ThreadMarks,
	organisationIds: readonly string[]
): Answered | null {
	for (const token of marks.tokens) {
		const answered = readReplyToken(token, organisationIds);
		if (answered) return answered;
	}
	for (const id of marks.answered) {
		const answered = readMessageId(id, organisationIds);
		if (answered) return answered;
	}
	return null;
}

/** Headers stand at the start. */
const HEAD = 300_000;

/** Whose mail it is: of the organisation it answers, else of that whose mailbox it lay in. */
export async function whoseMail(
	bytes: Uint8Array,
	{ recipient, owner }: { recipient: string; owner: SystemScope }
): Promise<SystemScope> {
	const head = splitMail(Buffer.from(bytes.subarray(0, HEAD)).toString('latin1'));
	const marks = threadMarks(head, { domain: env().INBOUND_DOMAIN, recipients: [recipient] });
	const all = await allOrganisations();
	const answered = answeredBy(
		marks,
		all.map(({ organisationId }) => organisationId)
	);
	const found = all.find(({ organisationId }) => organisationId === answered?.organisationId);
	return found ? inboundScope(found) : owner;
}

export const inboundScope = (of: { organisationId: string; timeZone: string }): SystemScope =>
	systemScope({ organisationId: of.organisationId, timeZone: of.timeZone, actor: 'mail' });
