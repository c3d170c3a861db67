import { uuidv7 } from 'uuidv7';
import { actorOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { storeFileIn } from '../files';
import { prepareFiles, type IncomingFile, type PreparedFile } from './prepare-files';

export interface AttachmentTarget {
	disputeId: string;
	customerId: string;
	messageId?: string | null;
	audience: 'customer' | 'internal';
	uploadedByKind: 'customer' | 'staff' | 'resolver';
	uploadedByName?: string;
}

/** Ids of the rows, in the order of the files. */
export async function saveAttachments(
	unit: Unit<Scope>,
	target: AttachmentTarget,
	files: readonly (IncomingFile | PreparedFile)[]
): Promise<string[]> {
	const ids: string[] = [];
	for (const file of await prepareFiles(files)) ids.push(await save(unit, target, file));
	return ids;
}

async function save(
	unit: Unit<Scope>,
	target: AttachmentTarget,
	file: PreparedFile
): Promise<string> {
	const id = uuidv7();
	const { organisationId } = unit.scope;
	const stored = await storeFileIn(unit, file.content);
	const thumbnail = file.thumbnail && (await storeFileIn(unit, file.thumbnail));
	await unit.tx.insert(attachment).values({
		organisationId,
		id,
		customerId: target.customerId,
		disputeId: target.disputeId,
		messageId: target.messageId ?? null,
		name: file.name,
		mime: file.mime,
		...stored,
		thumbnailKey: thumbnail?.storageKey ?? null,
		audience: target.audience,
		uploadedByKind: target.uploadedByKind,
		uploadedByName: target.uploadedByName ?? actorOf(unit.scope).name,
		uploadedAt: unit.now
	});
	return id;
}
