import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reported } from '$lib/domain/dunning/confirm-warnings';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';

/** By customer, what he said he paid and nobody looked for at the bank yet, the oldest first. */
export async function waitingReports(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(customerId: string) => readonly Reported[]> {
	if (customerIds.length === 0) return () => [];
	const byCustomer = groupBy(await rowsOf(unit, customerIds), ({ customerId }) => customerId);
	return (id) =>
		[...groupBy(byCustomer.get(id) ?? [], ({ claimId }) => claimId).values()].map((items) => ({
			on: items[0]!.on,
			amount: { minor: items[0]!.amountMinor, currency: items[0]!.currency },
			invoiceIds: items.map(({ invoiceId }) => invoiceId)
		}));
}

/** A row for each invoice of each. */
const rowsOf = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.select({
			...{ claimId: paymentClaim.id, customerId: paymentClaim.customerId },
			...{ on: paymentClaim.claimedOn, amountMinor: paymentClaim.amountMinor },
			...{ currency: paymentClaim.currency, invoiceId: paymentClaimItem.invoiceId }
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
				oneOf(paymentClaim.customerId, customerIds),
				isNull(paymentClaim.verdict)
			)
		)
		.orderBy(asc(paymentClaim.claimedAt), asc(paymentClaim.id));
