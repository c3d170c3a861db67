import { and, notInArray, sql, type SQL } from 'drizzle-orm';
import type { MailName } from '../mail/mails';
import { delivery } from '../db/schema/delivery';

/** For colleagues, whoever it is about. */
const TO_COLLEAGUES: readonly MailName[] = ['resolver-request', 'approval-request', 'staff-alert'];

export const isForColleagues = (mail: string): boolean =>
	TO_COLLEAGUES.some((name) => name === mail);

/** Not to a colleague, nor a colleague's copy of a notice: it names no contact. */
export const isToCustomer: SQL = and(
	notInArray(delivery.mail, [...TO_COLLEAGUES]),
	sql`(${delivery.facts}->'copy' is null or ${delivery.facts}->'copy'->>'contactId' is not null)`
)!;
