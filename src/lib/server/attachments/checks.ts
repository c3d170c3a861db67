import { and, eq, lt } from 'drizzle-orm';
import { ORGANISATION_ALARM_BYTES } from '$lib/domain/files';
import type { Check } from '../checks/check';
import { attachment } from '../db/schema/attachments';
import { hasScanner } from './clamd';
import { keptBytes } from './quota';

const HOUR_MS = 3_600_000;

/** What was promised of files. */
export const attachmentChecks: readonly Check[] = [
	{
		name: 'files_checked',
		nameless: true,
		applies: hasScanner,
		async broken(unit) {
			const since = new Date(unit.now.getTime() - HOUR_MS);
			const waiting = await unit.tx
				.select({ id: attachment.id })
				.from(attachment)
				.where(
					and(
						eq(attachment.organisationId, unit.scope.organisationId),
						eq(attachment.scan, 'checking'),
						lt(attachment.uploadedAt, since)
					)
				);
			return waiting.map(({ id }) => id);
		}
	},
	{
		// Nothing is refused for it: staff is told, and makes room.
		name: 'files_room',
		nameless: true,
		broken: async (unit) =>
			(await keptBytes(unit)) > ORGANISATION_ALARM_BYTES ? [unit.scope.organisationId] : []
	}
];
