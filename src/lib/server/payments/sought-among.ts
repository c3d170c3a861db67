import { and, eq, gte, isNull } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import type { ShownInvoice } from '../invoices/portal-states';
import { SAID_DAYS } from './claim-queries';

/**
 * Ids of those he says he paid, that rest no longer because of it, and of which nobody said what the bank
 * showed: they are asked for again, and never as if he had said nothing.
 */
export async function soughtAmong(
	{ tx, scope, today }: Unit<PortalScope>,
	invoices: readonly ShownInvoice[]
): Promise<string[]> {
	const asked = invoices.filter(
		({ openMinor, pause, saidPaid }) => openMinor > 0n && !pause && saidPaid.length === 0
	);
	if (asked.length === 0) return [];
	const ids = asked.map(({ id }) => id);
	const rows = await tx
		.selectDistinct({ invoiceId: paymentClaimItem.invoiceId })
		.from(paymentClaim)
		.innerJoin(
			paymentClaimItem,
			and(
				eq(paymentClaimItem.organisationId, paymentClaim.organisationId),
				eq(paymentClaimItem.paymentClaimId, paymentClaim.id)
			)
		)
		.where(
			and(
				eq(paymentClaim.organisationId, scope.organisationId),
				eq(paymentClaim.customerId, scope.customerId),
				isNull(paymentClaim.verdict),
				gte(paymentClaim.claimedOn, addDays(today, -SAID_DAYS)),
				oneOf(paymentClaimItem.invoiceId, ids)
			)
		);
	return rows.map(({ invoiceId }) => invoiceId);
}
