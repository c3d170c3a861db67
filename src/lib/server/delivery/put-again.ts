import { linksByIds } from '../auth/link-queries';
import type { SystemScope } from '../auth/scope';
import { contactsToday } from '../customers/contact-queries';
import type { Unit } from '../db/client';
import type { MailFacts, MailName } from '../mail/mails';
import type { NoReader } from './may-receive';
import { putMail } from './outbox';
import type { Delivery } from './queries';

/** They answer somebody or tell him what became of his case: nobody writes them a second time. */
const WRITTEN_ONCE: MailName[] = [
	'dispute-received',
	'dispute-update',
	'dispute-decided',
	'dispute-resolved',
	'account-update'
];

/** His door was replaced, or his address corrected, and he is still one of them: the same leaves with a door of today. */
export async function putAgain(
	unit: Unit<SystemScope>,
	row: Delivery,
	end: NoReader | undefined
): Promise<void> {
	const { customerId, linkId, mail } = row;
	const isOver = end !== 'link_ended' && end !== 'contact_moved';
	if (isOver || !customerId || !linkId || row.channel !== 'email' || !WRITTEN_ONCE.includes(mail))
		return;
	const contactId = (await linksByIds(unit, [linkId])).get(linkId)?.contactId ?? null;
	if (!contactId) return;
	const email = (await contactsToday(unit, [contactId])).get(contactId);
	if (!email) return;
	await putMail(unit, {
		mail,
		onceKey: `${row.onceKey}:again:${linkId}`,
		to: { email, name: row.toName, language: row.language },
		// What was stored for this mail.
		facts: row.facts as unknown as MailFacts[typeof mail],
		customerId,
		...(row.disputeId && { disputeId: row.disputeId }),
		link: { kind: 'portal', contactId }
	});
}
