import { and, eq, sql, type SQL } from 'drizzle-orm';
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
	const used = await usedFor(unit, received);
	const left = received.map(({ customerId, currency, minor }) => ({
		customerId,
		currency,
		minor: BigInt(minor) - used(customerId, currency)
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
	const mine = sql`organisation_id = ${unit.scope.organisationId} and ${oneOf(sql`customer_id`, customerIds)}`;
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

/**
 * What was used of it. Who never paid or was credited has nothing to use; who did so in one currency
 * only can have settled nothing in another, and their invoices need not be asked for theirs.
 */
async function usedFor(unit: Unit<Scope>, received: readonly Sum[]) {
	const currencies = groupBy(received, ({ customerId }) => customerId);
	const isOne = (id: string) => currencies.get(id)!.length === 1;
	const ids = [...currencies.keys()];
	const inOne = await usedBy(unit, ids.filter(isOne));
	const mixed = ids.filter((id) => !isOne(id));
	const inSeveral = mixed.length ? await usedByCurrency(unit, mixed) : new Map<string, bigint>();
	return (id: string, currency: string): bigint =>
		(isOne(id) ? inOne.get(id) : inSeveral.get(`${id} ${currency}`)) ?? 0n;
}

async function usedBy(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, bigint>> {
	const { rows } = await unit.tx.execute<Omit<Sum, 'currency'>>(sql`
		select customer_id as "customerId", sum(amount_minor)::text as minor from allocation
		where organisation_id = ${unit.scope.organisationId} and ${oneOf(sql`customer_id`, customerIds)}
		group by 1`);
	return new Map(
		rows.map(({ customerId, minor }) => [customerId as string, BigInt(minor as string)])
	);
}

/** An allocation is in the currency of its invoice. */
async function usedByCurrency(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, bigint>> {
	const invoice = numberedInvoices(unit);
	const { rows } = await unit.tx.execute<Sum>(sql`
		select ${invoice.customerId} as "customerId", ${invoice.currency} as currency, sum(settled.minor)::text as minor
		from ${settledByInvoice(unit, customerIds)} settled
		join ${invoice} on ${invoice.id} = settled.id
		group by 1, 2`);
	return new Map(
		rows.map(({ customerId, currency, minor }) => [`${customerId} ${currency}`, BigInt(minor)])
	);
}

/** To join: what payments and credit notes settle of each invoice of these customers (`id`, `minor`); those without any are not in it. */
export const settledByInvoice = (unit: Unit<Scope>, customerIds: readonly string[]): SQL =>
	sql`(
		select a.invoice_id as id, sum(a.amount_minor)::bigint as minor from allocation a
		where a.organisation_id = ${unit.scope.organisationId} and ${oneOf(sql`a.customer_id`, customerIds)}
		group by 1
	)`;

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
