import { AppError } from '$lib/domain/errors';
import type { DeskScope, PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { documentsOfCase } from '../invoices/document-queries';
import { creditNotesOf } from '../payments/queries';
import { disputeIdOf } from './case-queries';
import { caseByReference } from './portal-queries';

/** A paper of a case as staff handed it over, by its id. @throws not_found */
export async function paperOfCase(
	unit: Unit<DeskScope>,
	{ reference, id }: { reference: string; id: string }
) {
	const files = await documentsOfCase(unit, await disputeIdOf(unit, reference));
	const file = files.find((found) => found.id === id);
	if (!file) throw new AppError('not_found');
	const content = await readStoredFile(file.storageKey);
	return { name: file.name, mime: 'application/pdf', content: new Uint8Array(content) };
}

/** A paper of one's own case, by the id of its credit note or file. @throws not_found */
export async function caseDocument(
	unit: Unit<PortalScope>,
	asked: { reference: string; id: string }
) {
	const { id } = asked;
	const { dispute } = await caseByReference(unit, asked.reference);
	const note = (await creditNotesOf(unit, dispute.id)).find((found) => found.id === id);
	const files = await documentsOfCase(unit, dispute.id);
	const file = files.find((found) => found.id === (note?.documentId ?? id));
	if (file) {
		const content = await readStoredFile(file.storageKey);
		return { name: file.name, mime: 'application/pdf', content: new Uint8Array(content) };
	}
	if (!note) throw new AppError('not_found');
	// Drawing PDFs is heavy to load and rarely asked for.
	const { creditNotePdf } = await import('../pdf/credit-note');
	const { customerId, reference } = dispute;
	const { name, content } = await creditNotePdf(unit, { ...note, customerId, reference });
	return { name, mime: 'application/pdf', content: new Uint8Array(content) };
}
