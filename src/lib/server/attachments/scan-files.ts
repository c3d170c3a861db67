import { and, asc, eq, sql } from 'drizzle-orm';
import { record } from '../audit/record';
import { systemScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { readStoredFile, removeStoredFile } from '../files';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { subjectOf } from './attachment-subject';
import { hasScanner, scanBytes, scannerIsUp, type Verdict } from './clamd';
import type { Attachment } from './queries';

/** Of one organisation in one round; the others do not wait behind a flood. */
const MOST_AT_ONCE = 100;

/**
 * Files that are "being checked" are asked about, those nobody asked about yet first. While the scanner is down, or taken out
 * of the settings, they stay and the next ring asks again; ringing twice, or in two processes, changes nothing.
 */
export async function scanFiles(): Promise<void> {
	if (!hasScanner()) return;
	for (const { organisationId, timeZone } of await allOrganisations())
		if (!(await scanFilesOf(systemScope({ organisationId, timeZone, actor: 'antivirus' })))) return;
}

/** False when the scanner is down: nobody else needs to ask. */
async function scanFilesOf(scope: SystemScope): Promise<boolean> {
	for (const file of await unitOfWork(scope, waitingFiles)) {
		const verdict = await verdictOn(file);
		if (verdict) await unitOfWork(scope, (unit) => settle(unit, file, verdict));
		// One it cannot read must not keep the others waiting; one that is down does.
		else if (await scannerIsUp()) await unitOfWork(scope, (unit) => putBehind(unit, file));
		else return false;
	}
	return true;
}

const waitingFiles = (unit: Unit<SystemScope>): Promise<Attachment[]> =>
	unit.tx
		.select()
		.from(attachment)
		.where(
			and(eq(attachment.organisationId, unit.scope.organisationId), eq(attachment.scan, 'checking'))
		)
		.orderBy(
			sql`${attachment.scannedAt} nulls first`,
			asc(attachment.uploadedAt),
			asc(attachment.id)
		)
		.limit(MOST_AT_ONCE);

/** Asked about in vain: those nobody asked about yet come before it the next time. */
async function putBehind({ tx, scope, now }: Unit<SystemScope>, { id }: Attachment): Promise<void> {
	await tx
		.update(attachment)
		.set({ scannedAt: now })
		.where(
			and(
				eq(attachment.organisationId, scope.organisationId),
				eq(attachment.id, id),
				eq(attachment.scan, 'checking')
			)
		);
}

/** Outside any transaction: a scanner may take its time. */
async function verdictOn({ id, storageKey }: Attachment): Promise<Verdict | null> {
	try {
		return await scanBytes(await readStoredFile(storageKey));
	} catch (error) {
		log('warn', 'scan.unanswered', { attachmentId: id, error });
		return null;
	}
}

async function settle(unit: Unit<SystemScope>, file: Attachment, verdict: Verdict): Promise<void> {
	const [settled] = await unit.tx
		.update(attachment)
		.set({ scan: verdict.clean ? 'clean' : 'refused', scannedAt: unit.now })
		.where(
			and(
				eq(attachment.organisationId, unit.scope.organisationId),
				eq(attachment.id, file.id),
				eq(attachment.scan, 'checking')
			)
		)
		.returning({ id: attachment.id });
	if (!settled) return;
	await record(unit, 'attachment.scanned', subjectOf(file), {
		attachmentId: file.id,
		...verdict
	});
	if (!verdict.clean) unit.afterCommit(() => void removeBytes(file));
}

/** The row stays and says why; what was in it is nowhere any more. */
async function removeBytes({ storageKey, thumbnailKey }: Attachment): Promise<void> {
	for (const key of [storageKey, thumbnailKey])
		if (key)
			await removeStoredFile(key).catch((error: unknown) =>
				log('error', 'file.not_removed', { error })
			);
}
