import { and, eq, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import { LONGEST_DAYS } from '$lib/domain/link-life';
import { systemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import type { SystemScope } from '../auth/scope';
import { upload } from '../db/schema/attachments';
import { removeStoredFile } from '../files';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { SWEPT } from './upload-queries';

/** Parts nobody came back for, and those whose file is kept elsewhere since: a day later they go. */
export async function sweepUploads(): Promise<void> {
	for (const { organisationId, timeZone } of await allOrganisations()) {
		const scope = systemScope({ organisationId, timeZone, actor: 'uploads' });
		// One organisation's trouble is not the others'.
		await unitOfWork(scope, sweep).catch((error: unknown) =>
			log('error', 'uploads.not_swept', { organisationId, error })
		);
	}
}

async function sweep(unit: Unit<SystemScope>): Promise<void> {
	const gone = [...(await forget(unit)), ...(await sweepClaimed(unit))];
	// The rows first: a file without a row is only lost room, a row without its file a promise broken.
	unit.afterCommit(() => {
		for (const storageKey of gone)
			if (storageKey !== SWEPT)
				void removeStoredFile(storageKey).catch((error: unknown) =>
					log('warn', 'file.not_removed', { error })
				);
	});
}

/** A form may be sent again as long as its link lives, at the most: what its files were is remembered until then. */
const REMEMBERED_MS = LONGEST_DAYS * DAY_MS;

/** Nobody's, or nothing anybody asks about any more. @returns where their bytes are */
async function forget({ tx, scope, now }: Unit<SystemScope>): Promise<string[]> {
	const longAgo = new Date(now.getTime() - REMEMBERED_MS);
	const rows = await tx
		.delete(upload)
		.where(
			and(
				eq(upload.organisationId, scope.organisationId),
				lte(upload.expiresAt, now),
				or(isNull(upload.claimedAt), lte(upload.expiresAt, longAgo))
			)
		)
		.returning({ storageKey: upload.storageKey });
	return rows.map(({ storageKey }) => storageKey);
}

/** Kept with their form: the bytes go, the rows stay, and give their keys free. @returns where the bytes are */
async function sweepClaimed({ tx, scope, now }: Unit<SystemScope>): Promise<string[]> {
	const swept = await tx
		.select({ id: upload.id, storageKey: upload.storageKey })
		.from(upload)
		.where(
			and(
				eq(upload.organisationId, scope.organisationId),
				lte(upload.expiresAt, now),
				isNotNull(upload.claimedAt),
				ne(upload.storageKey, SWEPT)
			)
		)
		.for('update', { skipLocked: true });
	for (const { id } of swept)
		await tx
			.update(upload)
			.set({ storageKey: SWEPT, idempotencyKey: `swept-${id}` })
			.where(and(eq(upload.organisationId, scope.organisationId), eq(upload.id, id)));
	return swept.map(({ storageKey }) => storageKey);
}
