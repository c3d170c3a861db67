import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Language } from '$lib/i18n/language';
import { createLinks } from '../auth/links';
import { signedMessageId } from '../auth/reply-key';
import type { Scope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { freshId } from '../db/fresh-id';
import { jsonText } from '../db/json-text';
import { insertMany } from '../db/many-rows';
import { delivery } from '../db/schema/delivery';
import { env } from '../env';
import type { MailFacts, MailName } from '../mail/mails';
import type { Way } from './channels/message';
import type { PushFacts } from './push/push-facts';
import { wakeDelivery } from './wake';

export interface Outgoing<M extends MailName = MailName> {
	mail: M;
	/** One mail per key and organisation, whatever happens. */
	onceKey: string;
	/** `phone` as the world dials it, of a text message. */
	to: { email: string; name: string; language: Language; phone?: string };
	/** Missing = by mail. */
	channel?: Way;
	facts: MailFacts[M] | PushFacts | Record<string, never>;
	customerId?: string;
	disputeId?: string;
	noticeId?: string;
	/** The door this mail opens: a fresh link for its recipient. */
	link?: { kind: 'portal' | 'resolver'; contactId?: string | null; assignmentId?: string };
}

/** Puts a mail into the outbox, in the transaction that causes it. */
export const putMail = <M extends MailName>(unit: Unit<Scope>, mail: Outgoing<M>): Promise<void> =>
	putMails(unit, [mail]);

/** Many mails of one transaction; each key once. */
export async function putMails(unit: Unit<Scope>, mails: readonly Outgoing[]): Promise<void> {
	for (const part of chunks(mails)) await putPart(unit, part);
}

async function putPart(unit: Unit<Scope>, mails: readonly Outgoing[]): Promise<void> {
	const rows = mails.map((mail) => ({ mail, row: rowOf(mail, unit.scope) }));
	const inserting = insertMany(
		delivery,
		rows.map(({ row }) => row),
		sharedOf(unit)
	);
	const { rowCount } = await unit.tx.execute(sql`${inserting} on conflict do nothing`);
	if (!rowCount) return;
	const fresh = rowCount === rows.length ? rows : await putNow(unit, rows);
	await createLinks(
		unit,
		fresh.flatMap(({ mail, row }) => linkOf(mail, row.linkId))
	);
	unit.afterCommit(wakeDelivery);
}

/** Those among them that were not put before: the others have their door. */
async function putNow<T extends { row: { id: string } }>(
	unit: Unit<Scope>,
	rows: readonly T[]
): Promise<T[]> {
	const ids = rows.map(({ row }) => row.id);
	const found = await unit.tx
		.select({ id: delivery.id })
		.from(delivery)
		.where(and(eq(delivery.organisationId, unit.scope.organisationId), inArray(delivery.id, ids)));
	const fresh = new Set(found.map(({ id }) => id));
	return rows.filter(({ row }) => fresh.has(row.id));
}

const sharedOf = ({ scope, now }: Unit<Scope>) => ({
	organisationId: scope.organisationId,
	status: 'planned' as const,
	nextAttemptAt: now,
	createdAt: now
});

function rowOf(mail: Outgoing, scope: Pick<Scope, 'organisationId'>) {
	const id = freshId();
	return {
		id,
		customerId: mail.customerId ?? null,
		disputeId: mail.disputeId ?? null,
		noticeId: mail.noticeId ?? null,
		mail: mail.mail,
		onceKey: mail.onceKey,
		channel: mail.channel ?? ('email' as const),
		// A text, a letter or a push is no mail to that address.
		toEmail: (mail.channel ?? 'email') === 'email' ? mail.to.email : '',
		toPhone: mail.to.phone ?? '',
		toName: mail.to.name,
		language: mail.to.language,
		/** jsonb knows no bigint: amounts become `{ minor: "12345", currency }`; render.ts reads them back. */
		facts: jsonText(mail.facts),
		linkId: mail.link && mail.customerId ? freshId() : null,
		// Fixed for the life of the row: a receiver can recognise a repetition.
		messageId: messageIdOf(id, scope)
	};
}

/** Where mails come in, an answer to it proves which mail it answers. */
const messageIdOf = (deliveryId: string, { organisationId }: Pick<Scope, 'organisationId'>) =>
	env().INBOUND_DOMAIN
		? signedMessageId({ organisationId, deliveryId })
		: `<${deliveryId}@entendu>`;

function linkOf({ link, customerId, disputeId, to }: Outgoing, id: string | null) {
	if (!id || !link || !customerId) return [];
	const ofCase = link.kind === 'resolver';
	return [
		{
			id,
			kind: link.kind,
			customerId,
			contactId: link.contactId ?? null,
			disputeId: ofCase ? (disputeId ?? null) : null,
			assignmentId: ofCase ? (link.assignmentId ?? null) : null,
			holderName: to.name,
			holderEmail: to.email,
			language: to.language
		}
	];
}
