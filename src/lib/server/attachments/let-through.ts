import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { subjectOf } from './attachment-subject';

/**
 * Whoever gives the antivirus up says expressly that what waited for it may be opened, unlooked at. What it
 * has refused stays refused.
 * @returns how many files waited
 */
export async function letThrough(unit: Unit<SystemScope>): Promise<number> {
	const files = await unit.tx
		.update(attachment)
		.set({ scan: 'clean' })
		.where(
			and(eq(attachment.organisationId, unit.scope.organisationId), eq(attachment.scan, 'checking'))
		)
		.returning();
	for (const file of files)
		await record(unit, 'attachment.let_through', subjectOf(file), { attachmentId: file.id });
	return files.length;
}
