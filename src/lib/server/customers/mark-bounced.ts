import { and, eq, isNull, sql } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';

/** A mail server says for good that this address takes no mail: the next one goes to somebody else. */
export async function markBounced(
	unit: Unit<InsideScope>,
	customerId: string,
	email: string,
	response: string
): Promise<void> {
	const marked = await unit.tx
		.update(contact)
		.set({ bouncedAt: unit.now })
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.customerId, customerId),
				eq(sql`lower(${contact.email})`, email.toLowerCase()),
				isNull(contact.bouncedAt)
			)
		)
		.returning({ id: contact.id });
	for (const { id } of marked)
		await record(unit, 'contact.bounced', { kind: 'contact', id, customerId }, { response });
}
