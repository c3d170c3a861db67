import { and, asc, eq } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { attachment } from '../db/schema/attachments';
import { isImage } from './file-kind';

export type Attachment = typeof attachment.$inferSelect;

/** Files of a case, oldest first; those for the customer only, unless asked for all. */
export const attachmentsOf = (
	unit: Unit<Scope>,
	disputeId: string,
	audience: 'customer' | 'all' = 'customer'
): Promise<Attachment[]> =>
	unit.tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, unit.scope.organisationId),
				eq(attachment.disputeId, disputeId),
				audience === 'all' ? undefined : eq(attachment.audience, 'customer')
			)
		)
		.orderBy(asc(attachment.uploadedAt), asc(attachment.id));

/** All files of these cases, the oldest first. */
export async function filesOfCases(
	{ tx, scope }: Unit<InsideScope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => Attachment[]> {
	const rows = await tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, scope.organisationId),
				oneOf(attachment.disputeId, disputeIds)
			)
		)
		.orderBy(asc(attachment.uploadedAt), asc(attachment.id));
	const byCase = groupBy(rows, ({ disputeId }) => disputeId);
	return (id) => byCase.get(id) ?? [];
}

export const attachmentCount = (unit: Unit<Scope>, disputeId: string): Promise<number> =>
	unit.tx.$count(
		attachment,
		and(
			eq(attachment.organisationId, unit.scope.organisationId),
			eq(attachment.disputeId, disputeId)
		)
	);

/** What a page needs to show a file. */
export const shownFile = (file: Attachment) => ({
	id: file.id,
	messageId: file.messageId,
	name: file.name,
	mime: file.mime,
	bytes: file.bytes,
	isImage: isImage(file.mime),
	hasThumbnail: file.thumbnailKey !== null && file.scan === 'clean',
	scan: file.scan,
	uploadedByName: file.uploadedByName,
	uploadedAt: file.uploadedAt
});
export type ShownFile = ReturnType<typeof shownFile>;
