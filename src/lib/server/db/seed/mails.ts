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
	{ unit, creditor: { language } }: Sketch,
	past: PastMail,
	sender: Parameters<typeof renderMail>[3]
): Promise<typeof delivery.$inferInsert> {
	const { mail, facts, customerId, disputeId, noticeId, to, at, link } = past;
	const id = uuidv7();
	const linkId = link
		? await createLink(unit, {
				...link,
				customerId,
				disputeId: link.kind === 'resolver' ? disputeId : null,
				holderName: to.name,
				holderEmail: to.email,
				language
			})
		: null;
	const written = await renderMail(mail, language, facts, sender, {
		name: to.name,
		door: doorOf(linkId)
	});
	return {
		organisationId: unit.scope.organisationId,
		id,
		customerId,
		disputeId,
		noticeId,
		mail,
		onceKey: `demo:${id}`,
		toEmail: to.email,
		toName: to.name,
		language,
		facts: noticeId ? {} : toJson(facts),
		linkId,
		status: 'sent',
		messageId: `<${id}@entendu>`,
		...written,
		attempts: 1,
		nextAttemptAt: at,
		createdAt: at,
		sentAt: at
	};
}
