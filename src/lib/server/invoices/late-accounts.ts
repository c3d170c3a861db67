import { and, eq, lt, sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import { lookedAfter } from '../customers/looked-after';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';
import { isOpen } from './queries';

/** Accounts of whoever looks with an open invoice past due, those with the largest one first: currencies are not added. */
export async function lateAccounts(unit: Unit<DeskScope>, limit: number): Promise<string[]> {
	const customer = namedCustomers(unit);
	const late = and(
		eq(invoice.organisationId, unit.scope.organisationId),
		lt(invoice.dueOn, unit.today),
		isOpen
	);
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select ${customer.id} as id from ${customer}
		join (select ${invoice.customerId} as customer_id, max(${invoice.totalMinor}) as largest
			from ${invoice} where ${late} group by 1) late on late.customer_id = ${customer.id}
		where ${lookedAfter(unit)}
		order by late.largest desc, 1 limit ${limit}`);
	return rows.map(({ id }) => id);
}
