import { and, eq, gte, isNotNull, isNull, or } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar';
import { unbooked, type BookedPayment, type SaidItem } from '$lib/domain/receivables/unbooked';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { allocation } from '../db/schema/payments';
import type { ShownInvoice } from '../invoices/portal-states';
import { SAID_DAYS } from './claim-queries';

/**
 * Ids of those he says he paid, that rest no longer because of it, and of which no payment came since: they
 * are asked for again, and never as if he had said nothing.
 */
export async function soughtAmong(
	unit: Unit<PortalScope>,
	invoices: readonly ShownInvoice[]
): Promise<string[]> {
	const asked = invoices.filter(
		({ openMinor, pause, saidPaid }) => openMinor > 0n && !pause && saidPaid.length === 0
	);
	const items = await soughtItems(
		unit,
		asked.map(({ id }) => id)
	);
	return [...new Set(items.map(({ invoiceId }) => invoiceId))];
}

/** Of these invoices, what was said to be paid and is not: nobody found it, and no payment covers it. */
export async function soughtItems(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<SaidItem[]> {
	if (invoiceIds.length === 0) return [];
	const said = await saidAbout(unit, invoiceIds);
	if (said.length === 0) return [];
	return unbooked(said, await bookedOn(unit, invoiceIds));
}

const saidAbout = (
	{ tx, scope, today }: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<SaidItem[]> =>
	tx
		.select({
			claimId: paymentClaim.id,
			invoiceId: paymentClaimItem.invoiceId,
			amountMinor: paymentClaimItem.amountMinor,
			at: paymentClaim.claimedAt
		})
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
				or(isNull(paymentClaim.verdict), eq(paymentClaim.verdict, 'not_found')),
				gte(paymentClaim.claimedOn, addDays(today, -SAID_DAYS)),
				oneOf(paymentClaimItem.invoiceId, invoiceIds)
			)
		);

const bookedOn = (
	{ tx, scope }: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<BookedPayment[]> =>
	tx
		.select({
			invoiceId: allocation.invoiceId,
			amountMinor: allocation.amountMinor,
			at: allocation.createdAt
		})
		.from(allocation)
		.where(
			and(
				eq(allocation.organisationId, scope.organisationId),
				eq(allocation.customerId, scope.customerId),
				isNotNull(allocation.paymentId),
				oneOf(allocation.invoiceId, invoiceIds)
			)
		)
		.orderBy(allocation.createdAt, allocation.id);
