import { uuidv7 } from 'uuidv7';
import { createLink } from '../../auth/links';
import { doorOf } from '../../delivery/letter-link';
import { env } from '../../env';
import type { MailFacts, MailName } from '../../mail/mails';
import { renderMail } from '../../mail/render';
import { toJson } from '../../dunning/decision-json';
import { organisationOf } from '../../settings/queries';
import { delivery } from '../schema/delivery';
import type { Sketch } from './sketch';

type SomeMail = { [M in MailName]: { mail: M; facts: MailFacts[M] } }[MailName];

/** A mail that left some days ago. */
export type PastMail = SomeMail & {
	customerId: string;
	disputeId?: string;
	noticeId?: string;
	to: { name: string; email: string };
	at: Date;
	link?: { kind: 'portal' | 'resolver'; contactId?: string | null; assignmentId?: string };
};

/** Rendered as the real ones are, links that open included. */
export async function writeMails(sketch: Sketch): Promise<void> {
	const { unit, mails } = sketch;
	const organisation = await organisationOf(unit);
	const sender = { ...organisation, origin: env().origin };
	const rows = [];
	for (const past of mails) rows.push(await rowOf(sketch, past, sender));
	if (rows.length) await unit.tx.insert(delivery).values(rows);
}

async function rowOf(
	sketch: Sketch,
	past: PastMail,
	sender: Parameters<typeof renderMail>[3]
): Promise<typeof delivery.$inferInsert> {
	const { mail, facts, customerId, disputeId, noticeId, to, at } = past;
	const { language } = sketch.creditor;
	const linkId = await linkOf(sketch, past);
	const door = doorOf(linkId);
	const written = await renderMail(mail, language, facts, sender, { name: to.name, door });
	return {
		...sentOnce(sketch, at),
		customerId,
		disputeId,
		noticeId,
		mail,
		toEmail: to.email,
		toName: to.name,
		language,
		facts: noticeId ? {} : toJson(facts),
		linkId,
		...written
	};
}

async function linkOf(
	{ unit, creditor: { language } }: Sketch,
	{ link, customerId, disputeId, to }: PastMail
): Promise<string | null> {
	if (!link) return null;
	return createLink(unit, {
		...link,
		customerId,
		disputeId: link.kind === 'resolver' ? disputeId : null,
		holderName: to.name,
		holderEmail: to.email,
		language
	});
}

/** Delivered at the first attempt. */
function sentOnce({ unit }: Sketch, at: Date) {
	const id = uuidv7();
	return {
		organisationId: unit.scope.organisationId,
		id,
		onceKey: `demo:${id}`,
		status: 'sent' as const,
		messageId: `<${id}@entendu>`,
		attempts: 1,
		nextAttemptAt: at,
		createdAt: at,
		sentAt: at,
		response: 'mailbox'
	};
}
