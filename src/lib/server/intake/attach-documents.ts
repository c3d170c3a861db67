import { LARGEST_DOCUMENT_BYTES } from '$lib/domain/files';
import { fileKindOf } from '../attachments/file-kind';
import { shownName } from '../attachments/file-name';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { fileCaseDocument } from '../disputes/file-case-document';
import { attachDeliveryNote } from '../invoices/attach-delivery-note';
import { attachDocument } from '../invoices/attach-document';

export interface DocumentFile {
	name: string;
	content: Uint8Array;
}
export interface AttachedDocuments {
	attached: number;
	/** Names of files that no invoice waits for. */
	unknown: string[];
	/** Names of files that are not PDF, or too large. */
	refused: string[];
}

/**
 * Files each PDF under the invoice that announced its name, or whose number it bears; a delivery note
 * beside it, a credit note or corrected invoice under the case whose reference it bears. The rest is told, not kept.
 */
export async function attachDocuments(
	unit: Unit<InsideScope>,
	files: readonly DocumentFile[]
): Promise<AttachedDocuments> {
	const outcome: AttachedDocuments = { attached: 0, unknown: [], refused: [] };
	for (const file of files) {
		const name = shownName(file.name);
		if (!isPdf(file.content)) outcome.refused.push(name);
		else if (await isAttached(unit, name, file.content)) outcome.attached++;
		else outcome.unknown.push(name);
	}
	return outcome;
}

const isAttached = async (unit: Unit<InsideScope>, name: string, content: Uint8Array) =>
	(await attachDocument(unit, name, content)) ||
	(await fileCaseDocument(unit, name, content)) ||
	(await attachDeliveryNote(unit, name, content));

const isPdf = (content: Uint8Array): boolean =>
	content.length <= LARGEST_DOCUMENT_BYTES && fileKindOf(content) === 'application/pdf';
