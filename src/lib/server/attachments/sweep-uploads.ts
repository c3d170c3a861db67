import { and, eq, lte } from 'drizzle-orm';
import { systemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import type { SystemScope } from '../auth/scope';
import { upload } from '../db/schema/attachments';
import { removeStoredFile } from '../files';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';

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
	const gone = await unit.tx
		.delete(upload)
		.where(
			and(eq(upload.organisationId, unit.scope.organisationId), lte(upload.expiresAt, unit.now))
		)
		.returning({ storageKey: upload.storageKey });
	// The rows first: a file without a row is only lost room, a row without its file a promise broken.
	unit.afterCommit(() => {
		for (const { storageKey } of gone)
			void removeStoredFile(storageKey).catch((error: unknown) =>
				log('warn', 'file.not_removed', { error })
			);
	});
}
