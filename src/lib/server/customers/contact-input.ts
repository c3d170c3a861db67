import type { Language } from '$lib/i18n/language';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ContactRole } from '$lib/domain/dunning/contact-role';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { contact } from '../db/schema/customers';

export interface ContactInput {
	name: string;
	email: string;
	phone: string;
	role: ContactRole;
	/** Null: as the customer. */
	language: Language | null;
	/** IANA name; null: as the organisation. */
	timeZone: string | null;
}

export type ContactRow = typeof contact.$inferSelect;

export const ofContact = (unit: Unit<InsideScope>, contactId: string) =>
	and(eq(contact.organisationId, unit.scope.organisationId), eq(contact.id, contactId));

/** Nobody else changes it until the transaction ends. @throws not_found also when it was removed */
export async function lockContact(unit: Unit<InsideScope>, contactId: string): Promise<ContactRow> {
	const [row] = await unit.tx.select().from(contact).where(ofContact(unit, contactId)).for(HELD);
	if (!row || row.removedAt) throw new AppError('not_found');
	return row;
}

/** The same for several, those who were removed too. */
export const lockContacts = (unit: Unit<InsideScope>, contactIds: readonly string[]) =>
	unit.tx
		.select({ id: contact.id, customerId: contact.customerId })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				inArray(contact.id, [...contactIds])
			)
		)
		.orderBy(asc(contact.id))
		.for(HELD);

/** The contact of this customer with this address, a removed one too. */
export async function contactWithEmail(
	unit: Unit<InsideScope>,
	customerId: string,
	email: string
): Promise<ContactRow | undefined> {
	const [row] = await unit.tx
		.select()
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.customerId, customerId),
				eq(contact.email, email)
			)
		);
	return row;
}
