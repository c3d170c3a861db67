import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';
import { lockContact, ofContact } from './contact-input';

/** Somebody knows that the mailbox takes mail again. */
export async function clearBounce(unit: Unit<InsideScope>, contactId: string): Promise<void> {
	const { customerId, bouncedAt } = await lockContact(unit, contactId);
	if (!bouncedAt) return;
	await unit.tx.update(contact).set({ bouncedAt: null }).where(ofContact(unit, contactId));
	await record(
		unit,
		'contact.bounce_cleared',
		{ kind: 'contact', id: contactId, customerId },
		{ bouncedAt }
	);
}
