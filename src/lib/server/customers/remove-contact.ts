import { record } from '../audit/record';
import { revokeLinksOfContact } from '../auth/revoke-link';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';
import { lockContact, ofContact } from './contact-input';

/** Nobody writes to him any more, and his links open nothing. */
export async function removeContact(unit: Unit<InsideScope>, contactId: string): Promise<void> {
	const { customerId, email } = await lockContact(unit, contactId);
	await unit.tx.update(contact).set({ removedAt: unit.now }).where(ofContact(unit, contactId));
	await revokeLinksOfContact(unit, contactId);
	await record(unit, 'contact.removed', { kind: 'contact', id: contactId, customerId }, { email });
}
