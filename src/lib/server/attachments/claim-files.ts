import { and, asc, eq } from 'drizzle-orm';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { shownFile, type ShownFile } from './queries';

/** The proof a customer sent with what he said he paid, the oldest first. */
export async function claimFiles(
	{ tx, scope }: Unit<PortalScope>,
	claimId: string
): Promise<ShownFile[]> {
	const rows = await tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, scope.organisationId),
				eq(attachment.customerId, scope.customerId),
				eq(attachment.paymentClaimId, claimId)
			)
		)
		.orderBy(asc(attachment.uploadedAt), asc(attachment.id));
	return rows.map(shownFile);
}
