import { sql } from 'drizzle-orm';
import type { Stage } from '$lib/domain/disputes/causes';
import { SIDE_EXITS } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { DisputeRow } from './lock-dispute';

/** Named on the page; the rest is counted. */
const SHOWN = 10;

/**
 * Cases for the same reason that were opened after the action was done, the newest first, unless somebody
 * found that they came from elsewhere.
 */
export async function cameAgain(
	unit: Unit<DeskScope>,
	{ id, customerId, reasonId }: Pick<DisputeRow, 'id' | 'customerId' | 'reasonId'>,
	{ stage, doneAt }: { stage: Stage; doneAt: Date }
) {
	const { organisationId } = unit.scope;
	const { rows } = await unit.tx.execute<{ reference: string; every: number; same: number }>(sql`
		select d.reference, count(*) over ()::int as every,
			count(*) filter (where d.customer_id = ${customerId}) over ()::int as same
		from queue_case q
		join dispute d on d.organisation_id = q.organisation_id and d.id = q.id
		left join root_cause c on c.organisation_id = q.organisation_id and c.dispute_id = q.id
		where q.organisation_id = ${organisationId} and q.reason_id = ${reasonId} and q.id <> ${id}
			and q.opened_at > ${doneAt.toISOString()}::timestamptz
			and q.status <> all(${sql.param([...SIDE_EXITS])}::text[])
			and coalesce(c.stage, ${stage}) = ${stage}
		order by d.customer_id = ${customerId} desc, q.opened_at desc, q.id desc
		limit ${SHOWN}`);
	return {
		count: rows[0]?.every ?? 0,
		sameCustomer: rows[0]?.same ?? 0,
		references: rows.map(({ reference }) => reference)
	};
}
