import { contactDelayOf } from '$lib/domain/dunning/contact-delay';
import { addDays } from '$lib/domain/calendar';
import { sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import { lookedAfter } from '../customers/looked-after';
import { heldWhole, namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { contestedTable } from '../disputes/contested-table';
import { leftToItself } from '../dunning/left-to-itself';
import { openInvoiceTable } from '../invoices/open-table';
import { promiseEndedSince } from '../promises/ended-since';
import { organisationOf } from '../settings/queries';

/** A promise that broke longer ago than this is no news about whoever was spoken to lately. */
const BROKEN_DAYS = 60;

/**
 * Accounts of whoever looks with something late that is not contested, those with the most of it for the longest
 * first; another currency than that of the house ranks only those without it. Whoever the rule leaves alone for
 * certain is not among them: it is asked about each of the others.
 */
export async function lateAccounts(unit: Unit<DeskScope>): Promise<string[]> {
	const customer = namedCustomers(unit);
	const { currency, ...policy } = await organisationOf(unit);
	const since = addDays(unit.today, 1 - contactDelayOf(policy));
	const broken = promiseEndedSince(unit, customer.id, addDays(unit.today, -BROKEN_DAYS));
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		with late as (
			select customer_id, currency, sum((open - disputed) * days) as weight from (
				select customer_id, currency, open, ${unit.today}::date - due_on as days,
					case when whole then open else least(open, coalesce(claimed, 0)) end as disputed
				from ${openInvoiceTable(unit)} unpaid
				left join ${contestedTable(unit)} contested on contested.invoice_id = unpaid.id
				where due_on < ${unit.today}) part
			where open > disputed group by 1, 2),
		account as (
			select customer_id, sum(weight) filter (where currency = ${currency}) as house, max(weight) as other
			from late group by 1)
		select ${customer.id} as id from ${customer} join account on account.customer_id = ${customer.id}
		where ${lookedAfter(unit)} and not ${heldWhole(unit, customer.id)}
			and (${broken} or not ${leftToItself(unit, customer.id, since)})
		order by coalesce(house, 0) desc, other desc, 1`);
	return rows.map(({ id }) => id);
}
