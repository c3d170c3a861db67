import { linkKindOf } from '../auth/link-queries';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { env } from '../env';
import type { MailFacts, MailName } from '../mail/mails';
import { renderMail } from '../mail/render';
import { organisationOnce, type Organisation } from '../settings/queries';
import { addressIn, plainAddress } from './address';
import type { OutgoingLetter } from './channels/letter';
import { doorOf, withLink } from './letter-link';
import type { Delivery } from './queries';
import type { Written } from './written';

/** A mail, drawn from its template. */
export async function writeLetter(
	unit: Unit<SystemScope>,
	row: Delivery,
	facts: MailFacts[MailName]
): Promise<Written> {
	const organisation = await organisationOnce(unit);
	const sender = { ...organisation, origin: env().origin };
	const to = { name: row.toName, door: doorOf(row.linkId) };
	const written = await renderMail(row.mail, row.language, facts, sender, to);
	const body = withLink({ ...row, ...written }, await linkKindOf(unit, row.linkId));
	const content = letterFrom(organisation, row, written.subject, body);
	return { written, message: { way: 'email', content } };
}

const letterFrom = (
	organisation: Organisation,
	row: Delivery,
	subject: string,
	body: { html: string; text: string }
): OutgoingLetter => ({
	from: env().MAIL_FROM ? addressIn(env().MAIL_FROM!) : plainAddress(organisation.email),
	fromName: organisation.name,
	replyTo: plainAddress(organisation.email),
	to: plainAddress(row.toEmail),
	toName: row.toName,
	messageId: row.messageId,
	language: row.language,
	subject,
	...body
});
