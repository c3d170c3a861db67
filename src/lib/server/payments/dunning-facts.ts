import { sql } from 'drizzle-orm';
import type { Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/** Money received or credited that settles no invoice yet, per customer and currency. */
export async function unallocatedCreditsOf(
	unit: Unit<Scope>,
	customerIds: readonly string[]
): Promise<Map<string, Money[]>> {
	const { rows } = await unit.tx.execute<{ customer_id: string; currency: string; minor: string }>(
		creditsSql(unit.scope.organisationId, customerIds)
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
function creditsSql(organisationId: string, customerIds: readonly string[]) {
	const mine = sql`organisation_id = ${organisationId} and customer_id = any(${sql.param([...customerIds])}::uuid[])`;
	return sql`
		select customer_id, currency, sum(minor)::text as minor from (
			select customer_id, currency, total_minor as minor from payment where ${mine}
			union all
			select customer_id, currency, total_minor from credit_note where ${mine}
			union all
			select i.customer_id, i.currency, -a.amount_minor
			from (select organisation_id, id, customer_id, currency from invoice where ${mine}) i
			join allocation a on a.organisation_id = i.organisation_id and a.invoice_id = i.id
		) movement
		group by customer_id, currency
		having sum(minor) > 0
		order by customer_id, currency`;
}
