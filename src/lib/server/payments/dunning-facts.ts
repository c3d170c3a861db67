import { and, eq, inArray, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { allocation } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';

/** Money received or credited that settles no invoice yet, per customer and currency. */
export async function unallocatedCreditsOf(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, Money[]>> {
	const { rows } = await unit.tx.execute<{ customer_id: string; currency: string; minor: string }>(
		creditsSql(unit, customerIds)
	);
	const credits = new Map<string, Money[]>();
	for (const { customer_id, currency, minor } of rows)
		credits.set(customer_id, [
			...(credits.get(customer_id) ?? []),
			{ minor: BigInt(minor), currency }
		]);
	return credits;
}

// An allocation is in the currency of its invoice and is found through it: that is where the index is.
function creditsSql(unit: Unit<Scope>, customerIds: readonly string[]) {
	const ids = sql`any(${sql.param([...customerIds])}::uuid[])`;
	const mine = sql`organisation_id = ${unit.scope.organisationId} and customer_id = ${ids}`;
	const invoice = numberedInvoices(unit);
	return sql`
		select customer_id, currency, sum(minor)::text as minor from (
			select customer_id, currency, total_minor as minor from payment where ${mine}
			union all
			select customer_id, currency, total_minor from credit_note where ${mine}
			union all
			select ${invoice.customerId}, ${invoice.currency}, -a.amount_minor
			from ${invoice}
			join allocation a on a.organisation_id = ${unit.scope.organisationId} and a.invoice_id = ${invoice.id}
			where ${invoice.customerId} = ${ids}
		) movement
		group by customer_id, currency
		having sum(minor) > 0
		order by customer_id, currency`;
}

/** What was settled of an invoice up to and including a day, minor units. */
export type SettledBy = (invoiceId: string, on: LocalDate) => bigint;

export async function settledByDay(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<SettledBy> {
	const byInvoice = groupBy(await allocationsOf(unit, invoiceIds), ({ invoiceId }) => invoiceId);
	return (invoiceId, day) =>
		(byInvoice.get(invoiceId) ?? [])
			.filter(({ on }) => on <= day)
			.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** Every sum that settled these invoices, and on which day. */
export const allocationsOf = async (unit: Unit<Scope>, invoiceIds: readonly string[]) =>
	invoiceIds.length === 0
		? []
		: unit.tx
				.select({
					invoiceId: allocation.invoiceId,
					on: allocation.allocatedOn,
					amountMinor: allocation.amountMinor
				})
				.from(allocation)
				.where(
					and(
						eq(allocation.organisationId, unit.scope.organisationId),
						inArray(allocation.invoiceId, [...new Set(invoiceIds)])
					)
				);
