import { AppError } from '$lib/domain/errors';
import type { NoteContact } from '$lib/domain/note-contact';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customerNote } from '../db/schema/customer-notes';
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
 * What colleagues should know of a customer. Sent twice under one id it is there once.
 * @throws note_required without words; conflict for other words under an id that is taken; not_found
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
	if (!rowCount) return refuseOther(unit, { id, customerId, body });
	const action = contact ? 'customer.called' : 'customer.noted';
	await record(unit, action, { kind: 'customer', id: customerId, customerId }, { id });
}

async function refuseOther(
	unit: Unit<DeskScope>,
	{ id, customerId, body }: { id: string; customerId: string; body: string }
): Promise<void> {
	const known = await noteOf(unit, id);
	if (known?.customerId !== customerId || known.body !== body) throw new AppError('conflict');
}
