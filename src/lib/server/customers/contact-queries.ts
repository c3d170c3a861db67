import { and, eq, isNull } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { withProof, type Unit } from '../db/client';
import { contact } from '../db/schema/customers';

/** Everybody known under an e-mail somebody typed, in whatever organisation: none is known yet. */
export const contactsWithEmail = (email: string) =>
	withProof(email, (tx) =>
		tx
			.select()
			.from(contact)
			.where(and(eq(contact.email, email), isNull(contact.removedAt)))
	);

/** Whether the person is still there, at the same address. */
export async function isContact(
	unit: Unit<SystemScope>,
	contactId: string,
	email: string
): Promise<boolean> {
	const [row] = await unit.tx
		.select({ removedAt: contact.removedAt })
		.from(contact)
		.where(
			and(
				eq(contact.organisationId, unit.scope.organisationId),
				eq(contact.id, contactId),
				eq(contact.email, email)
			)
		);
	return row !== undefined && row.removedAt === null;
}
