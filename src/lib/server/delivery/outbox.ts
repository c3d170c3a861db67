import { uuidv7 } from 'uuidv7';
import type { Language } from '$lib/i18n/language';
import { createLink } from '../auth/links';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { MailFacts, MailName } from '../mail/mails';
import { wakeDelivery } from './wake';

export interface Outgoing<M extends MailName = MailName> {
	mail: M;
	/** One mail per key and organisation, whatever happens. */
	onceKey: string;
	to: { email: string; name: string; language: Language };
	facts: MailFacts[M] | Record<string, never>;
	customerId?: string;
	disputeId?: string;
	noticeId?: string;
	/** The door this mail opens: a fresh link for its recipient. */
	link?: { kind: 'portal' | 'resolver'; contactId?: string | null; assignmentId?: string };
}

/** Puts a mail into the outbox, in the transaction that causes it. */
export async function putMail<M extends MailName>(
	unit: Unit<Scope>,
	mail: Outgoing<M>
): Promise<void> {
	const id = uuidv7();
	const linkId = mail.link && mail.customerId ? uuidv7() : null;
	const { rowCount } = await unit.tx
		.insert(delivery)
		.values({
			organisationId: unit.scope.organisationId,
			id,
			customerId: mail.customerId ?? null,
			disputeId: mail.disputeId ?? null,
			noticeId: mail.noticeId ?? null,
			mail: mail.mail,
			onceKey: mail.onceKey,
			toEmail: mail.to.email,
			toName: mail.to.name,
			language: mail.to.language,
			facts: plain(mail.facts),
			linkId,
			status: 'planned',
			// Fixed for the life of the row: a receiver can recognise a repetition.
			messageId: `<${id}@entendu>`,
			nextAttemptAt: unit.now,
			createdAt: unit.now
		})
		.onConflictDoNothing();
	// It was put before: that one has its door.
	if (!rowCount) return;
	if (linkId) await makeLink(unit, mail, linkId);
	unit.afterCommit(wakeDelivery);
}

async function makeLink(
	unit: Unit<Scope>,
	{ link, customerId, disputeId, to }: Outgoing,
	linkId: string
): Promise<void> {
	if (!link || !customerId) return;
	const fields = {
		kind: link.kind,
		customerId,
		contactId: link.contactId ?? null,
		disputeId: link.kind === 'resolver' ? (disputeId ?? null) : null,
		assignmentId: link.assignmentId ?? null,
		holderName: to.name,
		holderEmail: to.email,
		language: to.language
	};
	await createLink(unit, fields, linkId);
}

/** jsonb knows no bigint: amounts become `{ minor: "12345", currency }`; render.ts reads them back. */
const plain = (facts: object): Record<string, unknown> =>
	JSON.parse(JSON.stringify(facts, (_, v) => (typeof v === 'bigint' ? v.toString() : v)));
