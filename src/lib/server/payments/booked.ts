import { and, eq, ne, sql } from 'drizzle-orm';
import { standing, type BookedPayment } from '$lib/domain/receivables/unbooked';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { allocation, payment } from '../db/schema/payments';

/** What payments settled of these invoices and was not taken back, the oldest first. */
export const bookedOn = async (
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<BookedPayment[]> => standing(await bookingsOn(unit, invoiceIds));

/** What payments settled of these invoices or took back, the oldest first. */
export async function bookingsOn(
	{ tx, scope }: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<BookedPayment[]> {
	if (invoiceIds.length === 0) return [];
	return tx
		.select({
			invoiceId: allocation.invoiceId,
			amountMinor: allocation.amountMinor,
			at: allocation.createdAt,
			isImported: sql<boolean>`${payment.source} = 'import'`
		})
		.from(allocation)
		.innerJoin(
			payment,
			and(
				eq(payment.organisationId, allocation.organisationId),
				eq(payment.id, allocation.paymentId)
			)
		)
		.where(
			and(
				eq(allocation.organisationId, scope.organisationId),
				oneOf(allocation.invoiceId, invoiceIds),
				ne(payment.source, 'write_off')
			)
		)
		.orderBy(allocation.createdAt, allocation.id);
}

/** What was booked by payments on each of these invoices since its moment, minor units. */
export async function bookedSince(
	unit: Unit<Scope>,
	since: ReadonlyMap<string, Date>
): Promise<Map<string, bigint>> {
	const booked = new Map<string, bigint>();
	for (const { invoiceId, amountMinor, at } of await bookedOn(unit, [...since.keys()]))
		if (at >= since.get(invoiceId)!)
			booked.set(invoiceId, (booked.get(invoiceId) ?? 0n) + amountMinor);
	return booked;
}
