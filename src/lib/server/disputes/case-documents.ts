import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentsOfCase } from '../invoices/document-queries';
import { creditNotesOf } from '../payments/queries';

/** What a case led to on paper: its credit notes, and the files the ledger holds for it. */
export async function caseDocumentsOf(unit: Unit<PortalScope>, disputeId: string) {
	const notes = await creditNotesOf(unit, disputeId);
	const files = await documentsOfCase(unit, disputeId);
	const ofNotes = new Set(notes.map(({ documentId }) => documentId));
	return {
		creditNotes: notes.map(({ id, number, totalMinor, currency }) => ({
			id,
			number,
			totalMinor,
			currency
		})),
		files: files
			.filter(({ id }) => !ofNotes.has(id))
			.map(({ id, name, kind }) => ({ id, name, kind }))
	};
}
