import { and, asc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { attachment } from '../db/schema/attachments';
import { shownFile, type ShownFile } from './queries';

export interface AccountFile extends ShownFile {
	paymentClaimId: string | null;
	accountMessageId: string | null;
}

/** What a customer sent with his messages and his statements of payment, the oldest first. */
export async function accountFiles(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<AccountFile[]> {
	const rows = await unit.tx
		.select()
		.from(attachment)
		.where(
			and(
				eq(attachment.organisationId, unit.scope.organisationId),
				eq(attachment.customerId, customerId),
				isNull(attachment.disputeId)
			)
		)
		.orderBy(asc(attachment.uploadedAt), asc(attachment.id));
	return rows.map((row) => ({
		...shownFile(row),
		paymentClaimId: row.paymentClaimId,
		accountMessageId: row.accountMessageId
	}));
}
