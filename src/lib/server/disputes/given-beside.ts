import { sql } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeItem } from '../db/schema/disputes';

/**
 * By case, minor units: what other cases about the same invoices gave, and what is offered in them now. A
 * claim that is cut into cases is one for whoever signs.
 */
export async function givenBeside(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => bigint> {
	if (disputeIds.length === 0) return () => 0n;
	const { organisationId } = unit.scope;
	const { rows } = await unit.tx.execute<{ id: string; minor: string }>(sql`
		with own as (
			select distinct organisation_id, dispute_id, invoice_id from dispute_item
			where organisation_id = ${organisationId} and ${oneOf(disputeItem.disputeId, disputeIds)}
				and replaced_at is null
		), beside as (
			select distinct own.dispute_id, o.id, o.dispute_id as other, o.accepted_minor from own
			join dispute_item o on o.organisation_id = own.organisation_id
				and o.invoice_id = own.invoice_id and o.dispute_id <> own.dispute_id
		), given as (
			select dispute_id, accepted_minor as minor from beside
			union all
			select cases.dispute_id, p.amount_minor
			from (select distinct dispute_id, other from beside) cases
			join proposal p on p.organisation_id = ${organisationId} and p.dispute_id = cases.other
			where p.kind = 'credit' and p.withdrawn_at is null and p.lapsed_at is null
				and p.carried_out_at is null and p.valid_until >= ${unit.today}
				and not exists (
					select from proposal_answer a where a.organisation_id = p.organisation_id
						and a.proposal_id = p.id and a.verdict = 'refused'
				)
		)
		select dispute_id as id, sum(minor)::text as minor from given where minor > 0 group by dispute_id
	`);
	const minorOf = new Map(rows.map(({ id, minor }) => [id, BigInt(minor)]));
	return (id) => minorOf.get(id) ?? 0n;
}
