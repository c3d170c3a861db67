import type { LogDisputeInput } from '$lib/domain/disputes/schema';
import type { IncomingFile, PreparedFile } from '../attachments/prepare-files';
import type { DeskScope } from '../auth/scope';
import { contactsOf, customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { prepareDispute } from './dispute-hook';
import { openDispute } from './open-dispute';

/** A dispute that reached staff by phone, mail or post: the same case, told for the customer. */
export async function logDispute(
	unit: Unit<DeskScope>,
	input: LogDisputeInput & { files: readonly (IncomingFile | PreparedFile)[] }
): Promise<{ reference: string | null }> {
	const customer = await customerById(unit, input.customerId);
	const contacts = await contactsOf(unit, customer.id);
	const email = input.raisedByEmail.toLowerCase();
	const contact = contacts.find((known) => known.email.toLowerCase() === email);
	const tellWhoWaits = await prepareDispute(unit, customer.id);
	const opened = await openDispute(unit, {
		...input,
		contactId: contact?.id ?? null,
		language: contact?.language ?? customer.language
	});
	await tellWhoWaits();
	return { reference: 'reference' in opened ? opened.reference : null };
}
