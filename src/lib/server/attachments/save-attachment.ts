import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { actorOf, type PortalScope, type ResolverScope, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment, upload } from '../db/schema/attachments';
import { storeFileIn } from '../files';
import { hasScanner } from './clamd';
import { prepareFiles, type IncomingFile, type PreparedFile } from './prepare-files';
import { keptFits } from './quota';
import { wakeScan } from './scan-wake';

/** What files belong to, exactly one. */
export type AttachedTo =
	{ disputeId: string } | { paymentClaimId: string } | { accountMessageId: string };

export type AttachmentTarget = AttachedTo & {
	customerId: string;
	messageId?: string | null;
	audience: 'customer' | 'internal';
	uploadedByKind: 'customer' | 'staff' | 'resolver';
	uploadedByName?: string;
};

/**
 * Ids of the rows, in the order of the files. With an antivirus nobody opens them before it said yes.
 * @throws day_full through a link, and what is wrong with a file
 */
export async function saveAttachments(
	unit: Unit<Scope>,
	target: AttachmentTarget,
	files: readonly (IncomingFile | PreparedFile)[]
): Promise<string[]> {
	const prepared = await prepareFiles(files);
	if (prepared.length === 0) return [];
	const weight = prepared.reduce((sum, { content }) => sum + content.length, 0);
	if (isThroughLink(unit)) await keptFits(unit, weight);
	const ids: string[] = [];
	for (const file of prepared) ids.push(await save(unit, target, file));
	await claimUploads(unit, prepared);
	if (hasScanner()) unit.afterCommit(wakeScan);
	return ids;
}

const isThroughLink = (unit: Unit<Scope>): unit is Unit<PortalScope | ResolverScope> =>
	unit.scope.audience === 'portal' || unit.scope.audience === 'resolver';

async function save(
	unit: Unit<Scope>,
	{ uploadedByName, ...target }: AttachmentTarget,
	file: PreparedFile
): Promise<string> {
	const id = uuidv7();
	const stored = await storeFileIn(unit, file.content);
	const thumbnail = file.thumbnail && (await storeFileIn(unit, file.thumbnail));
	await unit.tx.insert(attachment).values({
		...target,
		organisationId: unit.scope.organisationId,
		id,
		name: file.name,
		mime: file.mime,
		...stored,
		thumbnailKey: thumbnail?.storageKey ?? null,
		uploadedByName: uploadedByName ?? actorOf(unit.scope).name,
		uploadedAt: unit.now,
		linkId: isThroughLink(unit) ? unit.scope.holder.linkId : null,
		scan: hasScanner() ? 'checking' : 'clean'
	});
	return id;
}

/** What went ahead is kept now: its parts may go with the next sweep. */
async function claimUploads(unit: Unit<Scope>, files: readonly PreparedFile[]): Promise<void> {
	const ids = files.flatMap(({ uploadId }) => uploadId ?? []);
	if (ids.length === 0) return;
	await unit.tx
		.update(upload)
		.set({ claimedAt: unit.now })
		.where(and(eq(upload.organisationId, unit.scope.organisationId), inArray(upload.id, ids)));
}
