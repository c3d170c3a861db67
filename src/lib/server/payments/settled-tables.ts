import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/** To join: received or credited and not used for any invoice (`customer_id`, `currency`, `minor`), as `unallocatedCreditsOf`. */
export const unusedCredits = ({ scope: { organisationId } }: Unit<Scope>): SQL => sql`(
	select customer_id, currency, sum(minor) as minor from (
		select customer_id, currency, total_minor - used_minor as minor from payment
		where organisation_id = ${organisationId} and total_minor <> used_minor
		union all
		select customer_id, currency, total_minor - used_minor from credit_note
		where organisation_id = ${organisationId} and total_minor <> used_minor
	) received
	group by 1, 2 having sum(minor) > 0)`;

/** To join: what credit notes gave back for each case, as `creditedByDispute`: of a larger one, what was granted (`dispute_id`, `minor`). */
export const creditedOfAll = ({ scope }: Unit<Scope>): SQL => sql`(
	select dispute_id, sum(credited_minor) as minor from credit_note
	where organisation_id = ${scope.organisationId} and dispute_id is not null group by 1)`;
