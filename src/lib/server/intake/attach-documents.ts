import { LARGEST_DOCUMENT_BYTES } from '$lib/domain/files';
import { fileKindOf } from '../attachments/file-kind';
import { shownName } from '../attachments/file-name';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
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

/** Files each PDF under the invoice that announced its name, or whose number it bears. The rest is told, not kept. */
export async function attachDocuments(
	unit: Unit<InsideScope>,
	files: readonly DocumentFile[]
): Promise<AttachedDocuments> {
	const outcome: AttachedDocuments = { attached: 0, unknown: [], refused: [] };
	for (const file of files) {
		const name = shownName(file.name);
		if (!isPdf(file.content)) outcome.refused.push(name);
		else if (await attachDocument(unit, name, file.content)) outcome.attached++;
		else outcome.unknown.push(name);
	}
	return outcome;
}

const isPdf = (content: Uint8Array): boolean =>
	content.length <= LARGEST_DOCUMENT_BYTES && fileKindOf(content) === 'application/pdf';
