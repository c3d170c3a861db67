import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact } from '../db/schema/customers';
import { refuseErased } from '../privacy/refuse-erased';
import { contactWithEmail, ofContact, type ContactInput } from './contact-input';
import { customerById } from './queries';

/**
 * Somebody to write to; the address of a contact that was removed brings him back. One that was erased is refused,
 * unless its owner asked to be written to again.
 */
export async function addContact(
	unit: Unit<InsideScope>,
	customerId: string,
	input: ContactInput,
	comesBack = false
): Promise<string> {
	await customerById(unit, customerId);
	await refuseErased(unit, input.email, comesBack);
	const known = await contactWithEmail(unit, customerId, input.email);
	if (known && !known.removedAt) throw new AppError('contact_known', {}, 'email');
	const id = known ? await bringBack(unit, known.id, input) : await insert(unit, customerId, input);
	await record(
		unit,
		'contact.added',
		{ kind: 'contact', id, customerId },
		{ ...input, ...(comesBack && { comesBack }) }
	);
	return id;
}

async function insert(
	unit: Unit<InsideScope>,
	customerId: string,
	input: ContactInput
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(contact).values({
		...input,
		organisationId: unit.scope.organisationId,
		id,
		customerId,
		createdAt: unit.now
	});
	return id;
}

async function bringBack(
	unit: Unit<InsideScope>,
	id: string,
	input: ContactInput
): Promise<string> {
	await unit.tx
		.update(contact)
		.set({ ...input, removedAt: null, bouncedAt: null })
		.where(ofContact(unit, id));
	return id;
}
