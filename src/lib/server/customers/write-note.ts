import { AppError } from '$lib/domain/errors';
import type { NoteContact } from '$lib/domain/note-contact';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customerNote } from '../db/schema/customer-notes';
import { whoPlansCalls } from './call-hook';
import { noteOf } from './note-queries';
import { customerById } from './queries';

interface NewNote {
	noteId: string;
	customerId: string;
	body: string;
	/** It is of a call; missing: a note. */
	contact?: NoteContact | null;
}

/**
 * What colleagues should know of a customer; of a call whoever plans calls is told. Sent twice under one id it is there once.
 * @throws note_required without words; conflict for other words, or of another kind, under an id that is taken; not_found
 */
export async function writeNote(
	unit: Unit<DeskScope>,
	{ noteId: id, contact = null, ...note }: NewNote
): Promise<void> {
	const { customerId, body } = note;
	await customerById(unit, customerId);
	if (!body) throw new AppError('note_required', {}, 'noteBody');
	const { organisationId, user } = unit.scope;
	const { rowCount } = await unit.tx
		.insert(customerNote)
		.values({ organisationId, id, customerId, at: unit.now, byName: user.name, body, contact })
		.onConflictDoNothing();
	if (!rowCount) return refuseOther(unit, { id, customerId, body, contact });
	const action = contact ? 'customer.called' : 'customer.noted';
	await record(unit, action, { kind: 'customer', id: customerId, customerId }, { id });
	if (contact) await whoPlansCalls().noted(unit, { customerId, noteId: id, note: body });
}

type Said = Pick<typeof customerNote.$inferSelect, 'id' | 'customerId' | 'body' | 'contact'>;

async function refuseOther(unit: Unit<DeskScope>, said: Said): Promise<void> {
	const known = await noteOf(unit, said.id);
	const isSame =
		known?.customerId === said.customerId &&
		known.body === said.body &&
		known.contact === said.contact;
	if (!isSame) throw new AppError('conflict');
}
