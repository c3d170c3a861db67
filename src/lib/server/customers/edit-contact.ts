import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { revokeLinksOfContact } from '../auth/revoke-link';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';
import { refuseErased } from '../privacy/refuse-erased';
import {
	contactWithEmail,
	lockContact,
	ofContact,
	type ContactInput,
	type ContactRow
} from './contact-input';

/**
 * Another address is another mailbox: it has not failed yet, and the links that went to the old one
 * open nothing any more.
 */
export async function editContact(
	unit: Unit<InsideScope>,
	contactId: string,
	input: ContactInput,
	comesBack = false
): Promise<void> {
	const before = await lockContact(unit, contactId);
	const moved = before.email !== input.email;
	if (moved) await refuseTaken(unit, before, input.email);
	if (moved) await refuseErased(unit, input.email, comesBack);
	await unit.tx
		.update(contact)
		.set({ ...input, ...(moved && { bouncedAt: null }) })
		.where(ofContact(unit, contactId));
	if (moved) await revokeLinksOfContact(unit, contactId);
	await record(
		unit,
		'contact.changed',
		{ kind: 'contact', id: contactId, customerId: before.customerId },
		{ before: known(before), after: input }
	);
}

/** A contact that was removed keeps its address: it is brought back by adding it again. */
async function refuseTaken(
	unit: Unit<InsideScope>,
	{ customerId }: ContactRow,
	email: string
): Promise<void> {
	if (await contactWithEmail(unit, customerId, email))
		throw new AppError('contact_known', {}, 'email');
}

const known = ({ name, email, phone, role, language, timeZone }: ContactRow): ContactInput => ({
	name,
	email,
	phone,
	role,
	language,
	timeZone
});
