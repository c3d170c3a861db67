import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Stage } from '$lib/domain/disputes/causes';
import { money } from '$lib/domain/money';
import { SIDE_EXITS } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { everyReason } from '../settings/queries';
import { claimedItems } from './claimed-items';

const ENDS = sql.param([...SIDE_EXITS]);

interface Counted extends Record<string, unknown> {
	stage: Stage;
	reason_id: string;
	currency: string;
	open: string;
	closed: string;
	claimed: string;
	accepted: string;
	done_on: LocalDate | null;
	again: string;
	again_same: string;
}

/**
 * By stage, reason and currency: how many cases, what they claimed and were given, and how many came after the
 * first action was done, of any customer and of one it was done for. What ended without a decision came from nothing.
 */
export async function causesPage(unit: Unit<DeskScope>) {
	const { rows } = await unit.tx.execute<Counted>(countsOf(unit));
	const reasons = new Map((await everyReason(unit)).map((one) => [one.id, one]));
	return rows.map((row) => ({
		stage: row.stage,
		reason: {
			code: reasons.get(row.reason_id)?.code ?? '',
			labels: reasons.get(row.reason_id)?.labels ?? {}
		},
		...{ open: Number(row.open), closed: Number(row.closed), doneOn: row.done_on },
		...{ again: Number(row.again), againSame: Number(row.again_same) },
		claimed: money(BigInt(row.claimed), row.currency),
		accepted: money(BigInt(row.accepted), row.currency)
	}));
}

/** Each table is read once: a house with 50,000 cases waits no longer than for its queue. */
function countsOf(unit: Unit<DeskScope>) {
	const { organisationId, timeZone } = unit.scope;
	return sql`
	with item as (
		select dispute_id, min(currency) as currency, sum(coalesce(accepted_minor, 0)) as accepted
		from ${claimedItems(unit)} group by 1),
	known as (
		select q.id, q.reason_id, q.customer_id, q.opened_at, q.claimed_minor, c.stage, c.done_at, i.currency,
			q.status in ('decided', 'implementing') as is_open,
			case when q.status in ('decided', 'implementing', 'resolved') then i.accepted else 0 end as accepted
		from root_cause c
		join queue_case q on q.organisation_id = c.organisation_id and q.id = c.dispute_id
		join item i on i.dispute_id = q.id
		where c.organisation_id = ${organisationId}),
	fixed as (select stage, reason_id, min(done_at) as done_at from known where done_at is not null group by 1, 2),
	fixed_for as (select stage, reason_id, customer_id, min(done_at) as done_at from known where done_at is not null group by 1, 2, 3),
	later as (
		select f.stage, f.reason_id, i.currency, count(*) as again, count(*) filter (where q.opened_at > o.done_at) as again_same
		from fixed f
		join queue_case q on q.organisation_id = ${organisationId} and q.reason_id = f.reason_id and q.opened_at > f.done_at
			and q.status <> all(${ENDS}::text[])
		join item i on i.dispute_id = q.id
		left join root_cause c on c.organisation_id = q.organisation_id and c.dispute_id = q.id
		left join fixed_for o on o.stage = f.stage and o.reason_id = f.reason_id and o.customer_id = q.customer_id
		where coalesce(c.stage, f.stage) = f.stage
		group by 1, 2, 3)
	select k.stage, k.reason_id, k.currency, count(*) filter (where k.is_open) as open, count(*) filter (where not k.is_open) as closed,
		sum(k.claimed_minor) as claimed, sum(k.accepted) as accepted,
		to_char(min(k.done_at) at time zone ${timeZone}, 'YYYY-MM-DD') as done_on,
		coalesce(max(l.again), 0) as again, coalesce(max(l.again_same), 0) as again_same
	from known k
	left join later l on l.stage = k.stage and l.reason_id = k.reason_id and l.currency = k.currency
	group by 1, 2, 3
	order by count(*) desc, k.stage, k.reason_id, k.currency`;
}
