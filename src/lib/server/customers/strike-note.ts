import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customerNote } from '../db/schema/customer-notes';
import { whoPlansCalls } from './call-hook';
import { noteOf } from './note-queries';

/**
 * It holds no longer, or stood with the wrong customer: it stays to be read, struck out. What a call that was noted
 * did, it takes back. @throws not_found
 */
export async function strikeNote(unit: Unit<DeskScope>, noteId: string): Promise<void> {
	const note = await noteOf(unit, noteId);
	if (!note) throw new AppError('not_found');
	const { rowCount } = await unit.tx
		.update(customerNote)
		.set({ struckAt: unit.now, struckBy: unit.scope.user.name })
		.where(
			and(
				eq(customerNote.organisationId, unit.scope.organisationId),
				eq(customerNote.id, noteId),
				isNull(customerNote.struckAt)
			)
		);
	if (!rowCount) return;
	if (note.contact) await whoPlansCalls().struck(unit, noteId);
	const { customerId } = note;
	await record(
		unit,
		'customer.note_struck',
		{ kind: 'customer', id: customerId, customerId },
		{ id: noteId }
	);
}
