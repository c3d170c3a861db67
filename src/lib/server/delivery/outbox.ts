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
	const linkId =
		mail.link && mail.customerId ? await linkFor(unit, mail, mail.customerId, mail.link) : null;
	await unit.tx
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
	unit.afterCommit(wakeDelivery);
}

const linkFor = (
	unit: Unit<Scope>,
	mail: Outgoing,
	customerId: string,
	wanted: NonNullable<Outgoing['link']>
) =>
	createLink(unit, {
		kind: wanted.kind,
		customerId,
		contactId: wanted.contactId ?? null,
		disputeId: wanted.kind === 'resolver' ? (mail.disputeId ?? null) : null,
		assignmentId: wanted.assignmentId ?? null,
		holderName: mail.to.name,
		holderEmail: mail.to.email,
		language: mail.to.language
	});

/** jsonb knows no bigint: amounts become `{ minor: "12345", currency }`; render.ts reads them back. */
const plain = (facts: object): Record<string, unknown> =>
	JSON.parse(JSON.stringify(facts, (_, v) => (typeof v === 'bigint' ? v.toString() : v)));
