import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import { savedName } from '../attachments/file-name';
import type { DeskScope, PortalScope, ResolverScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { documentBeside } from './invoice-documents';

/** From the address of a page: what is not an id is a paper nobody has. */
export const ofDocument = z.object({
	invoiceId: z.string().max(100),
	documentId: z.string().max(100)
});

/** A paper beside an invoice, to be saved. @throws not_found */
export async function readDocument(
	unit: Unit<DeskScope | PortalScope | ResolverScope>,
	input: z.infer<typeof ofDocument>
) {
	const areIds = [input.invoiceId, input.documentId].every((id) => z.uuid().safeParse(id).success);
	if (!areIds) throw new AppError('not_found');
	const { name, mime, storageKey } = await documentBeside(unit, input);
	return { name: savedName(name, mime), mime, content: await readStoredFile(storageKey) };
}
