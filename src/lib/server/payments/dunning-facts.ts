import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { allocation } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';

/** Money received or credited that settles no invoice yet, per customer and currency. */
export async function unallocatedCreditsOf(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, Money[]>> {
	const received = await receivedFrom(unit, customerIds);
	if (received.length === 0) return new Map();
	// Who never paid or was credited has nothing left over.
	const used = await usedFor(unit, [...new Set(received.map(({ customerId }) => customerId))]);
	const left = received.map(({ customerId, currency, minor }) => ({
		customerId,
		currency,
		minor: BigInt(minor) - (used.get(`${customerId} ${currency}`) ?? 0n)
	}));
	const groups = groupBy(
		left.filter(({ minor }) => minor > 0n),
		({ customerId }) => customerId
	);
	return new Map(
		[...groups].map(([id, rows]) => [id, rows.map(({ minor, currency }) => ({ minor, currency }))])
	);
}

interface Sum extends Record<string, unknown> {
	customerId: string;
	currency: string;
	minor: string;
}

async function receivedFrom(unit: Unit<Scope>, customerIds: readonly string[]): Promise<Sum[]> {
	const mine = sql`organisation_id = ${unit.scope.organisationId} and customer_id = any(${sql.param([...customerIds])}::uuid[])`;
	const { rows } = await unit.tx.execute<Sum>(sql`
		select customer_id as "customerId", currency, sum(total_minor)::text as minor from (
			select customer_id, currency, total_minor from payment where ${mine}
			union all
			select customer_id, currency, total_minor from credit_note where ${mine}
		) movement
		group by customer_id, currency
		order by customer_id, currency`);
	return rows;
}

/** By customer and currency: an allocation is in that of its invoice, and is found by the index of it. */
async function usedFor(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, bigint>> {
	const invoice = numberedInvoices(unit);
	const { rows } = await unit.tx.execute<Sum>(sql`
		select ${invoice.customerId} as "customerId", ${invoice.currency} as currency, sum(used.minor)::text as minor
		from ${invoice} cross join lateral (
			select sum(a.amount_minor) as minor from allocation a
			where a.organisation_id = ${unit.scope.organisationId} and a.invoice_id = ${invoice.id}
		) used
		where ${oneOf(invoice.customerId, customerIds)} and used.minor is not null
		group by 1, 2`);
	return new Map(
		rows.map(({ customerId, currency, minor }) => [`${customerId} ${currency}`, BigInt(minor)])
	);
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

/** When money or a credit was put on each invoice, minor units. */
export const allocationsOver = (unit: Unit<Scope>, invoiceIds: readonly string[]) =>
	unit.tx
		.select({
			invoiceId: allocation.invoiceId,
			minor: allocation.amountMinor,
			at: allocation.createdAt
		})
		.from(allocation)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				oneOf(allocation.invoiceId, invoiceIds)
			)
		);

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
						oneOf(allocation.invoiceId, [...new Set(invoiceIds)])
					)
				);
