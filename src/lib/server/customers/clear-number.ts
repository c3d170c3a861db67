import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockContact } from './contact-input';

/** Somebody knows that the number takes texts, whatever came back. @throws not_found */
export async function clearNumber(unit: Unit<InsideScope>, contactId: string): Promise<void> {
	const { customerId, phone } = await lockContact(unit, contactId);
	await record(
		unit,
		'contact.number_cleared',
		{ kind: 'contact', id: contactId, customerId },
		{ phone }
	);
}
