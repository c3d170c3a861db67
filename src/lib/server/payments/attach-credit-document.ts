import { and, eq, isNull } from 'drizzle-orm';
import { namedIn } from '$lib/domain/receivables/named-in';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditNote } from '../db/schema/payments';
import { creditNotesOf } from './queries';

type Kind = 'credit_note' | 'corrected_invoice';

/**
 * A paper of a case is the copy of one of its credit notes where the name bears that number, or where it is
 * said to be one and there is one only; it is shown in the place of the one we draw.
 */
export async function attachCreditDocument(
	unit: Unit<InsideScope>,
	{
		disputeId,
		name,
		isCredit = false
	}: { disputeId: string; name: string; isCredit?: boolean | undefined },
	file: (kind: Kind) => Promise<string>
): Promise<{ documentId: string; kind: Kind }> {
	const notes = await creditNotesOf(unit, disputeId);
	const bareNotes = notes.filter(({ documentId: paper }) => !paper);
	const note =
		namedIn(name, bareNotes) ?? (isCredit && bareNotes.length === 1 ? bareNotes[0] : undefined);
	const kind = note || isCredit ? 'credit_note' : 'corrected_invoice';
	const documentId = await file(kind);
	if (!note) return { documentId, kind };
	await unit.tx
		.update(creditNote)
		.set({ documentId })
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				eq(creditNote.id, note.id),
				isNull(creditNote.documentId)
			)
		);
	return { documentId, kind };
}
