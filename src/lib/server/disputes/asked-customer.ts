import { sql } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/** What a customer is asked and has not answered. */
export interface AskedCustomer {
	at: Date;
	by: string;
	/** Empty: he is offered something. */
	words: string;
}

/** Of these cases, those that wait for their customer, with what he was asked last; other words to him ask nothing. */
export async function askedCustomers(
	{ tx, scope }: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<ReadonlyMap<string, AskedCustomer>> {
	const { rows } = await tx.execute<{
		id: string;
		at: string;
		by: string;
		words: string | null;
	}>(sql`
		select d.id, coalesce(m.at, t.at) as at, coalesce(m.author_name, t.by_name) as by, m.body as words
		from dispute d
		cross join lateral (
			select at, by_name from dispute_transition
			where organisation_id = d.organisation_id and dispute_id = d.id and to_status = 'waiting_customer'
			order by at desc, id desc limit 1) t
		left join lateral (
			select at, author_name, body from message
			where organisation_id = d.organisation_id and dispute_id = d.id
				and asks and at >= t.at
			order by at desc, id desc limit 1) m on true
		where d.organisation_id = ${scope.organisationId} and d.status = 'waiting_customer'
			and d.id = any(${sql.param(disputeIds)}::uuid[])`);
	return new Map(
		rows.map(({ id, at, by, words }) => [id, { at: new Date(at), by, words: words ?? '' }])
	);
}
