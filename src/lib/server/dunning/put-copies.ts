import type { Decision } from '$lib/domain/dunning/decision';
import type { InternalCopy } from '$lib/domain/dunning/scenario';
import type { InsideScope, SystemScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import { putMails, type Outgoing } from '../delivery/outbox';
import { sayAnew } from '../delivery/say-anew';
import type { MailFacts } from '../mail/mails';
import { officerFor } from '../settings/officers';
import { usersOf } from '../settings/queries';
import type { CustomerFacts } from './facts';

type NoticeRow = typeof notice.$inferSelect;
type Facts = MailFacts['dunning-notice'];

interface Copied {
	customer: CustomerFacts;
	decision: Decision;
	/** What the message itself says, word for word. */
	facts: Facts;
}

/**
 * Whoever gets a copy gets a mail of his own, with his own link; colleagues get one without. Put
 * down with the claim, in its words; they leave once the message has (`claimCopy`). A message that was
 * taken before and did not leave may say something else now, and its copies with it.
 */
export async function putCopies(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	copied: Copied
): Promise<void> {
	const contacts = (copied.decision.copyContactIds ?? []).flatMap((id) =>
		forContact(row, id, copied)
	);
	const colleagues = await colleaguesOf(unit, row, copied.decision.step?.internalCopies ?? []);
	const copies = [...contacts, ...colleagues.map((one) => forColleague(row, one, copied))];
	if (copies.length === 0) return;
	await putMails(unit, copies);
	await sayAnew(unit, copies);
}

function forContact(row: NoticeRow, contactId: string, { customer, facts }: Copied): Outgoing[] {
	const contact = customer.contacts.find((one) => one.contactId === contactId);
	if (!contact) return [];
	const { name, email, language } = contact;
	return [
		{
			mail: 'dunning-notice',
			onceKey: keyOf(row, contactId),
			to: { name, email, language: language ?? customer.language },
			facts: { ...facts, contactName: name, copy: { noticeId: row.id, contactId } },
			customerId: row.customerId,
			link: { kind: 'portal', contactId }
		}
	];
}

type Colleague = Awaited<ReturnType<typeof usersOf>>[number];

const forColleague = (
	row: NoticeRow,
	{ id, name, email, language }: Colleague,
	{ customer, facts }: Copied
): Outgoing => ({
	mail: 'dunning-notice',
	onceKey: keyOf(row, id),
	to: { name, email, language },
	facts: { ...facts, copy: { noticeId: row.id, contactId: null, customerCode: customer.code } },
	customerId: row.customerId
});

/** Called off and planned again it is another message, with copies of its own. */
const keyOf = ({ id, plannedAt }: NoticeRow, recipient: string): string =>
	`notice-copy:${id}:${plannedAt.getTime()}:${recipient}`;

/** Whoever owns the account, all collectors when nobody does, and everybody of the other roles named. */
export async function colleaguesOf(
	unit: Unit<InsideScope>,
	{ customerId }: Pick<NoticeRow, 'customerId'>,
	wanted: readonly InternalCopy[]
): Promise<Colleague[]> {
	if (wanted.length === 0) return [];
	const { collectorId } = await customerById(unit, customerId);
	const ownerId = (await officerFor(unit, collectorId))?.id;
	return (await usersOf(unit)).filter(({ id, role }) => {
		if (wanted.includes('collector') && ownerId && (id === ownerId || role === 'collector'))
			return id === ownerId;
		return wanted.some((copy) => copy === role);
	});
}
