import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customerNote } from '../db/schema/customer-notes';
import { noteOf } from './note-queries';
import { customerById } from './queries';

/**
 * What colleagues should know of a customer. Sent twice under one id it is there once.
 * @throws note_required without words; conflict for other words under an id that is taken; not_found
 */
export async function writeNote(
	unit: Unit<DeskScope>,
	{ noteId: id, customerId, body }: { noteId: string; customerId: string; body: string }
): Promise<void> {
	await customerById(unit, customerId);
	if (!body) throw new AppError('note_required', {}, 'noteBody');
	const { organisationId, user } = unit.scope;
	const { rowCount } = await unit.tx
		.insert(customerNote)
		.values({ organisationId, id, customerId, at: unit.now, byName: user.name, body })
		.onConflictDoNothing();
	if (!rowCount) return refuseOther(unit, { id, customerId, body });
	await record(unit, 'customer.noted', { kind: 'customer', id: customerId, customerId }, { id });
}

async function refuseOther(
	unit: Unit<DeskScope>,
	{ id, customerId, body }: { id: string; customerId: string; body: string }
): Promise<void> {
	const known = await noteOf(unit, id);
	if (known?.customerId !== customerId || known.body !== body) throw new AppError('conflict');
}
