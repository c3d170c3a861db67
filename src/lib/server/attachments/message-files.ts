import { and, asc, eq } from 'drizzle-orm';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { attachment } from '../db/schema/attachments';
import { shownFile, type ShownFile } from './queries';

/** What a customer sent with these messages about his account, by message, the oldest first. */
export async function messageFiles(
	{ tx, scope }: Unit<PortalScope>,
	messageIds: readonly string[]
): Promise<Map<string, ShownFile[]>> {
	const found = new Map<string, ShownFile[]>();
	if (messageIds.length === 0) return found;
	const rows = await tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, scope.organisationId),
				eq(attachment.customerId, scope.customerId),
				oneOf(attachment.accountMessageId, messageIds)
			)
		)
		.orderBy(asc(attachment.uploadedAt), asc(attachment.id));
	for (const row of rows) {
		const of = row.accountMessageId!;
		found.set(of, [...(found.get(of) ?? []), shownFile(row)]);
	}
	return found;
}
