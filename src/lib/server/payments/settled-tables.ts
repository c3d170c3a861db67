import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/** To join: what payments and credit notes settle of every invoice (`id`, `minor`); those without any are not in it. */
export const settledOfAll = ({ scope }: Unit<Scope>): SQL => sql`(
	select invoice_id as id, sum(amount_minor)::bigint as minor from allocation
	where organisation_id = ${scope.organisationId} group by 1)`;

/** To join: received or credited and not used for any invoice (`customer_id`, `currency`, `minor`), as `unallocatedCreditsOf`. */
export const unusedCredits = ({ scope: { organisationId } }: Unit<Scope>): SQL => sql`(
	select customer_id, currency, sum(total_minor - coalesce(used.minor, 0)) as minor from (
		select id, customer_id, currency, total_minor from payment where organisation_id = ${organisationId}
		union all
		select id, customer_id, currency, total_minor from credit_note where organisation_id = ${organisationId}
	) received
	left join (
		select coalesce(payment_id, credit_note_id) as id, sum(amount_minor) as minor from allocation
		where organisation_id = ${organisationId} group by 1
	) used using (id)
	group by 1, 2 having sum(total_minor - coalesce(used.minor, 0)) > 0)`;

/** To join: what credit notes gave back for each case (`dispute_id`, `minor`). */
export const creditedOfAll = ({ scope }: Unit<Scope>): SQL => sql`(
	select dispute_id, sum(total_minor) as minor from credit_note
	where organisation_id = ${scope.organisationId} and dispute_id is not null group by 1)`;
