import { sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { AskedOfCustomer } from '$lib/domain/disputes/silent-customer';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * Cases that wait for an answer of their customer, with the day he was asked last: by the step, by words since, or by
 * the end of an offer that came between. What is offered to him has a last day of its own.
 * @param ids missing: of the whole house
 */
export async function askedOfCustomers(
	{ tx, scope }: Unit<Scope>,
	ids?: readonly string[]
): Promise<ReadonlyMap<string, AskedOfCustomer>> {
	if (ids?.length === 0) return new Map();
	const which = ids && sql`d.id = any(${sql.param(ids)}::uuid[])`;
	const { rows } = await tx.execute<{ id: string; at: string; remindedOn: LocalDate | null }>(
		sql`${askedWhere(scope, which)}`
	);
	return new Map(
		rows.map(({ id, at, remindedOn }) => [
			id,
			{ askedOn: localDateAt(new Date(at), scope.timeZone), remindedOn }
		])
	);
}

/** Whether a case is one of these, whose customer was asked on that day at the latest. */
export const askedBy = (scope: Scope, disputeId: SQL, day: LocalDate): SQL =>
	sql`exists (select from (${askedWhere(scope, sql`d.id = ${disputeId}`)}) asked
		where (asked.at at time zone ${scope.timeZone})::date <= ${day})`;

const askedWhere = ({ organisationId }: Scope, which: SQL = sql`true`): SQL => sql`
	select d.id, d.customer_reminded_on::text as "remindedOn",
		greatest(waited.at, said.at, (select max(lapsed_at) from proposal
			where organisation_id = d.organisation_id and dispute_id = d.id)) as at
	from dispute d
	cross join lateral (
		select coalesce(max(at), d.opened_at) as at from dispute_transition
		where organisation_id = d.organisation_id and dispute_id = d.id and to_status = 'waiting_customer') waited
	cross join lateral (
		select max(at) as at from message
		where organisation_id = d.organisation_id and dispute_id = d.id
			and author_kind in ('staff', 'resolver') and audience = 'customer' and at >= waited.at) said
	where d.organisation_id = ${organisationId} and d.status = 'waiting_customer' and ${which}
		and not exists (select from proposal p where p.organisation_id = d.organisation_id and p.dispute_id = d.id
			and p.proposed_at >= waited.at and p.withdrawn_at is null and p.lapsed_at is null
			and not exists (select from proposal_answer where organisation_id = p.organisation_id and proposal_id = p.id))`;
