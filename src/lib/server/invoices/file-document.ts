import { uuidv7 } from 'uuidv7';
import type { PreparedFile } from '../attachments/prepare-files';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, type DocumentKind } from '../db/schema/invoices';
import { storeFileIn } from '../files';

/** Keeps a file of a customer, already looked at; whoever asks for it writes the audit row of what it is for. */
export async function fileDocument(
	unit: Unit<InsideScope>,
	about: { customerId: string; kind: DocumentKind; disputeId?: string },
	{ name, mime, content }: PreparedFile
): Promise<{ id: string; sha256: string }> {
	const stored = await storeFileIn(unit, content);
	const id = uuidv7();
	await unit.tx.insert(document).values({
		...stored,
		organisationId: unit.scope.organisationId,
		id,
		...about,
		name,
		mime,
		createdAt: unit.now
	});
	return { id, sha256: stored.sha256 };
}
