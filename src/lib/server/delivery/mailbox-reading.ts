import { and, desc, eq, ilike, ne, type SQL } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { linkKindOf } from '../auth/link-queries';
import type { InsideScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { containing } from '../db/containing';
import { delivery } from '../db/schema/delivery';
import { env } from '../env';
import { organisationOf } from '../settings/queries';
import { addressIn } from './address';
import { accountKeyIn, withLink } from './letter-link';

export interface MailboxEntry {
	deliveryId: string;
	organisation: string;
	timeZone: string;
	mail: string;
	toName: string;
	toEmail: string;
	subject: string | null;
	status: string;
	at: Date;
}

/** The newest mails of one organisation, to whoever's address contains `to`. */
export const newestMails = (
	scope: InsideScope,
	to: string,
	limit: number
): Promise<MailboxEntry[]> =>
	unitOfWork(scope, async (unit) => {
		const { name } = await organisationOf(unit);
		const wanted: SQL[] = [
			eq(delivery.organisationId, scope.organisationId),
			// It says what one of these mails says.
			ne(delivery.channel, 'push')
		];
		if (to) wanted.push(ilike(delivery.toEmail, containing(to)));
		const rows = await unit.tx
			.select()
			.from(delivery)
			.where(and(...wanted))
			.orderBy(desc(delivery.createdAt), desc(delivery.id))
			.limit(limit);
		return rows.map((row) => entryOf(row, name, scope.timeZone));
	});

type Row = typeof delivery.$inferSelect;

const entryOf = (row: Row, organisation: string, timeZone: string): MailboxEntry => ({
	deliveryId: row.id,
	organisation,
	timeZone,
	mail: row.mail,
	toName: row.toName,
	toEmail: row.toEmail,
	subject: row.subject,
	status: row.status,
	at: row.sentAt ?? row.createdAt
});

export interface MailboxLetter extends MailboxEntry {
	from: string;
	replyTo: string;
	messageId: string;
	response: string;
	/** As it left, its real link inside; null when it is not written yet. */
	html: string | null;
	text: string;
}

export const letterIn = (scope: InsideScope, deliveryId: string): Promise<MailboxLetter | null> =>
	unitOfWork(scope, async (unit) => {
		const [row] = await unit.tx
			.select()
			.from(delivery)
			.where(and(eq(delivery.organisationId, scope.organisationId), eq(delivery.id, deliveryId)));
		if (!row) return null;
		const { name, email } = await organisationOf(unit);
		const shown = mayOpen(scope, row) ? row : { ...row, facts: {} };
		const { html, text } = withLink(shown, await linkKindOf(unit, row.linkId));
		const from = `${name} <${env().MAIL_FROM ? addressIn(env().MAIL_FROM!) : email}>`;
		return {
			...entryOf(row, name, scope.timeZone),
			from,
			replyTo: email,
			messageId: row.messageId,
			response: row.response ?? '',
			html: row.html && html,
			text
		};
	});

/**
 * Outside the demo the door to somebody's password is his own; that of an invitation is shown to whoever lets
 * people in, who has to hand it over while no mail server is configured.
 */
function mayOpen(scope: InsideScope, { facts }: Row): boolean {
	const key = accountKeyIn(facts);
	if (!key || scope.audience === 'system') return true;
	return key.kind === 'invitation' && can(scope.user.role, 'users.manage');
}
