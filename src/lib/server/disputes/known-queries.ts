import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { claimedItems } from './claimed-items';

/** Cases of the customer about these invoices, for the same reason, that were decided: each with its last decision. */
export function decidedAbout(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[],
	reasonId: string
) {
	const item = claimedItems(unit);
	return unit.tx
		.selectDistinctOn([dispute.reference, item.invoiceId], {
			invoiceId: item.invoiceId,
			reference: dispute.reference,
			verdict: resolution.verdict,
			decidedAt: resolution.decidedAt
		})
		.from(dispute)
		.innerJoin(
			item,
			and(eq(item.organisationId, dispute.organisationId), eq(item.disputeId, dispute.id))
		)
		.innerJoin(
			resolution,
			and(
				eq(resolution.organisationId, dispute.organisationId),
				eq(resolution.disputeId, dispute.id)
			)
		)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, unit.scope.customerId),
				eq(dispute.reasonId, reasonId),
				inArray(dispute.status, ['decided', 'implementing', 'resolved']),
				inArray(item.invoiceId, [...invoiceIds])
			)
		)
		.orderBy(asc(dispute.reference), asc(item.invoiceId), desc(resolution.decidedAt));
}
