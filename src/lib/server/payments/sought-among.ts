import { and, eq } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { unbooked, type SaidItem } from '$lib/domain/receivables/unbooked';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import type { ShownInvoice } from '../invoices/portal-states';
import { bookedOn } from './booked';
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

/** Of these invoices, what was said lately to be paid and is not: nobody found it, and no payment covers it. */
export async function soughtItems(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Said[]> {
	const since = addDays(unit.today, -SAID_DAYS);
	const uncovered = await uncoveredItems(unit, invoiceIds);
	return uncovered.filter(({ verdict, on }) => verdict !== 'found' && on >= since);
}

/** Of these invoices, what was ever said to be paid and no payment covers, found at the bank or not. */
export async function uncoveredItems(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Said[]> {
	if (invoiceIds.length === 0) return [];
	const said = await saidAbout(unit, invoiceIds);
	return said.length === 0 ? [] : unbooked(said, await bookedOn(unit, invoiceIds));
}

/** `on`: the day it was said. */
type Said = SaidItem & { on: LocalDate };

const saidAbout = (
	{ tx, scope }: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Said[]> =>
	tx
		.select({
			claimId: paymentClaim.id,
			invoiceId: paymentClaimItem.invoiceId,
			amountMinor: paymentClaimItem.amountMinor,
			paidOn: paymentClaim.paidOn,
			on: paymentClaim.claimedOn,
			at: paymentClaim.claimedAt,
			verdict: paymentClaim.verdict
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
				oneOf(paymentClaimItem.invoiceId, invoiceIds)
			)
		);
