import { m } from '$lib/i18n/paraglide/messages';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inertLink } from '../delivery/letter-link';
import { senderOf } from '../delivery/write-letter';
import { renderMail } from '../mail/render';
import { NO_DOOR, SAMPLE_RECIPIENT } from '../mail/sender';
import { organisationOf } from '../settings/queries';
import { asksCustomer } from './asks-customer';
import { caseOf } from './case-queries';
import { recipientsOf, type Recipient } from './recipients';
import { factsFor, updateOf, type Told } from './tell-followers';

interface Unsent {
	disputeId: string;
	body: string;
	/** The letter asks him, and the case waits for his answer. */
	needsReply: boolean;
}

/** The mail of a message as everybody it goes to would read it now; nothing is written. @throws not_found */
export async function previewMessage(
	unit: Unit<DeskScope>,
	{ disputeId, body, needsReply }: Unsent
) {
	const about = await caseOf(unit, disputeId);
	const asks = asksCustomer({ audience: 'customer', needsReply }, about.dispute.status);
	const event = asks ? 'waiting_customer' : 'message';
	const told = await updateOf(unit, about, event, { message: body });
	const sender = await senderOf(await organisationOf(unit));
	const recipients = await recipientsOf(unit, about);
	return Promise.all(
		recipients.map(async (to) => ({
			...{ name: to.name, email: to.email, language: to.language },
			...(await drawn(to, { mail: told.mail, facts: factsFor(about, told, to) }, sender))
		}))
	);
}

/** Its link is made when it leaves: the door of the page leads nowhere. */
async function drawn(
	{ name, language, contactId }: Recipient,
	{ mail, facts }: { mail: Told['mail']; facts: ReturnType<typeof factsFor> },
	sender: Awaited<ReturnType<typeof senderOf>>
) {
	const to = { name, door: contactId ? SAMPLE_RECIPIENT.door : NO_DOOR };
	const { subject, ...letter } = await renderMail(mail, language, facts, sender, to);
	const words = m.dunning_said_link({}, { locale: language });
	return { subject, ...inertLink({ linkId: contactId && 'sample', ...letter }, words) };
}
