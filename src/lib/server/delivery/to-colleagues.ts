import { and, notInArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { MailName } from '../mail/mails';
import { delivery } from '../db/schema/delivery';

/** For colleagues at their own addresses, whoever it is about: no customer reads it, nor does whoever left. */
const TO_COLLEAGUES: readonly MailName[] = [
	'resolver-request',
	'approval-request',
	'staff-alert',
	'staff-digest'
];

export const isForColleagues = (mail: string): boolean =>
	TO_COLLEAGUES.some((name) => name === mail);

/** Not to a colleague, nor a colleague's copy of a notice: it names no contact. */
export const isToCustomer: SQL = and(
	notInArray(delivery.mail, [...TO_COLLEAGUES]),
	sql`(${delivery.facts}->'copy' is null or ${delivery.facts}->'copy'->>'contactId' is not null)`
)!;

/** The same of the mail with that id. */
export const wentToCustomer = ({ organisationId }: Scope, deliveryId: SQLWrapper): SQL =>
	sql`exists (select from ${delivery} where ${delivery.organisationId} = ${organisationId}
		and ${delivery.id} = ${deliveryId} and ${isToCustomer})`;
