import { linkKindsOf } from '../auth/link-queries';
import type { Link } from '../auth/links';
import { replyToken } from '../auth/reply-key';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { env } from '../env';
import type { MailFacts, MailName } from '../mail/mails';
import { renderMail } from '../mail/render';
import { logoOf } from '../settings/logo/logo';
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
	return (await writeLetters(unit, [{ row, facts }]))[0]!;
}

interface Drawn {
	row: Delivery;
	facts: MailFacts[MailName];
}

/** Several, in their order. */
export async function writeLetters(
	unit: Unit<SystemScope>,
	letters: readonly Drawn[]
): Promise<Written[]> {
	const organisation = await organisationOnce(unit);
	const kindOf = await linkKindsOf(
		unit,
		letters.flatMap(({ row }) => row.linkId ?? [])
	);
	const written: Written[] = [];
	for (const letter of letters) written.push(await draw(organisation, letter, kindOf));
	return written;
}

async function draw(
	organisation: Organisation,
	{ row, facts }: Drawn,
	kindOf: (linkId: string | null) => Link['kind'] | null
): Promise<Written> {
	const sender = await senderOf(organisation);
	const to = { name: row.toName, door: doorOf(row.linkId) };
	const written = await renderMail(row.mail, row.language, facts, sender, to);
	const body = withLink({ ...row, ...written }, kindOf(row.linkId));
	const content = letterFrom(organisation, row, written.subject, body);
	return { written, message: { way: 'email', content } };
}

/** The creditor as its letters show it, its picture included. */
export const senderOf = async (organisation: Organisation) => ({
	...organisation,
	logo: await logoOf(organisation),
	origin: env().origin
});

const letterFrom = (
	organisation: Organisation,
	row: Delivery,
	subject: string,
	body: { html: string; text: string }
): OutgoingLetter => ({
	from: env().MAIL_FROM ? addressIn(env().MAIL_FROM!) : plainAddress(organisation.email),
	fromName: organisation.name,
	replyTo: plainAddress(replyAddress(organisation, row)),
	to: plainAddress(row.toEmail),
	toName: row.toName,
	messageId: row.messageId,
	language: row.language,
	subject,
	...body
});

/** Answered by opening the case. */
const TO_STAFF: readonly string[] = ['staff-alert', 'approval-request'];

/** What a customer, or a colleague who was asked, answers finds its way back by itself. */
function replyAddress(
	{ email, organisationId }: Organisation,
	{ id, customerId, mail }: Pick<Delivery, 'id' | 'customerId' | 'mail'>
): string {
	const domain = env().INBOUND_DOMAIN;
	if (!domain || !customerId || TO_STAFF.includes(mail)) return email;
	return `r+${replyToken({ organisationId, deliveryId: id })}@${domain}`;
}
