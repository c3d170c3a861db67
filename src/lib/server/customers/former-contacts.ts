import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';
import { customerByCode } from './queries';

/** Who was a contact of this customer; of somebody who was erased, that he was. */
export async function formerContacts(unit: Unit<InsideScope>, code: string) {
	const { id: customerId } = await customerByCode(unit, code);
	return unit.tx
		.select({ id: contact.id, name: contact.name, erasedAt: contact.erasedAt })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.customerId, customerId),
				isNotNull(contact.removedAt)
			)
		)
		.orderBy(desc(contact.removedAt), desc(contact.id));
}

/** Whether he still is one or not. */
export async function contactOfCustomer(
	unit: Unit<InsideScope>,
	customerId: string,
	contactId: string
) {
	const [row] = await unit.tx
		.select()
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.customerId, customerId),
				eq(contact.id, contactId)
			)
		);
	return row;
}
