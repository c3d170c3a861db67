import { and, notInArray, sql, type SQL } from 'drizzle-orm';
import { delivery } from '../db/schema/delivery';

/** For colleagues, whoever it is about. */
export const TO_COLLEAGUES: readonly string[] = [
	'resolver-request',
	'approval-request',
	'staff-alert'
];

/** Not to a colleague, nor a colleague's copy of a notice: it names no contact. */
export const isToCustomer: SQL = and(
	notInArray(delivery.mail, [...TO_COLLEAGUES]),
	sql`(${delivery.facts}->'copy' is null or ${delivery.facts}->'copy'->>'contactId' is not null)`
)!;
