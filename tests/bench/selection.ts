import type pg from 'pg';

export interface Limit {
	/** Of the whole selection, the best of three. */
	seconds: number;
	/** How many it says are told something: next to the notices of the run, whether it asked the same question. */
	selected: number;
	/** Of its first half alone: who owes how much, without asking what he was told already. */
	balancesSeconds: number;
}

/**
 * The work that no engine can avoid, in one statement each that also writes what it found: who is told
 * what on a day, from the same tables and to a table with a key, as decisions have one. It knows neither
 * credits, bounces, hours, reasons nor what was missed. Each is asked three times: the first finds nothing in memory.
 */
export async function measureLimit(client: pg.Client, today: string): Promise<Limit> {
	const selection = await best(client, SELECTION.replaceAll(':today', `date '${today}'`));
	const balances = await best(client, BALANCES);
	return {
		seconds: selection.seconds,
		selected: selection.rows,
		balancesSeconds: balances.seconds
	};
}

async function best(client: pg.Client, select: string) {
	const tries = [];
	for (let i = 0; i < 3; i++) tries.push(await written(client, select));
	return tries.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

async function written(client: pg.Client, select: string) {
	await client.query(TABLE);
	const started = performance.now();
	const { rowCount } = await client.query(`insert into bench_selection ${select}`);
	const seconds = (performance.now() - started) / 1000;
	await client.query('drop table bench_selection');
	return { seconds, rows: rowCount! };
}

const TABLE = `create table bench_selection (
	organisation_id uuid, customer_id uuid, leader uuid, due_on date, open_minor numeric, disputed_minor numeric,
	promised_minor numeric, step_id uuid, primary key (organisation_id, customer_id))`;

const SETTLED = `select invoice_id, sum(amount_minor) as minor from allocation group by 1`;

const DISPUTED = `select t.invoice_id, sum(t.claimed_minor) as minor from dispute_item t join dispute c on c.id = t.dispute_id
	where t.replaced_at is null and c.status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute') group by 1`;

const PROMISED = `select t.invoice_id, sum(t.amount_minor) as minor from promise_item t join promise p on p.id = t.promise_id
	where p.due_on >= :today and p.withdrawn_at is null group by 1`;

/** Each step with its window in days after the due date. */
const STEPS = `select id, key, (definition->>'opensDays')::int * sign as opens, (definition->>'closesDays')::int * sign as closes
	from step cross join lateral (select case definition->>'phase' when 'before_due' then -1 else 1 end as sign) phase`;

const BALANCES = `
	select i.organisation_id, i.customer_id, (array_agg(i.id order by i.due_on, i.total_minor desc))[1], min(i.due_on),
		sum(i.total_minor - coalesce(s.minor, 0)), coalesce(sum(d.minor), 0)
	from invoice i
	left join (${SETTLED}) s on s.invoice_id = i.id
	left join (${DISPUTED}) d on d.invoice_id = i.id
	where i.total_minor > coalesce(s.minor, 0)
	group by i.organisation_id, i.customer_id`;

const SELECTION = `
	with window_of as materialized (${STEPS}), item as (
		select i.organisation_id, i.customer_id, i.id, i.due_on, i.total_minor, i.total_minor - coalesce(s.minor, 0) as open_minor,
			least(coalesce(d.minor, 0), i.total_minor - coalesce(s.minor, 0)) as disputed_minor, coalesce(p.minor, 0) as promised_minor
		from invoice i
		left join (${SETTLED}) s on s.invoice_id = i.id
		left join (${DISPUTED}) d on d.invoice_id = i.id
		left join (${PROMISED}) p on p.invoice_id = i.id
		where i.total_minor > coalesce(s.minor, 0)
	), account as (
		select organisation_id, customer_id, sum(open_minor) as open_minor, sum(disputed_minor) as disputed_minor,
			sum(promised_minor) as promised_minor,
			(array_agg(id order by due_on, total_minor desc) filter (where open_minor > disputed_minor + promised_minor))[1] as leader,
			min(due_on) filter (where open_minor > disputed_minor + promised_minor) as due_on
		from item group by 1, 2
	), said as (
		select customer_id, leader_invoice_id, max(s.opens) as opens
		from notice n join window_of s on s.key = n.step_key group by 1, 2
	)
	select a.organisation_id, a.customer_id, a.leader, a.due_on, a.open_minor, a.disputed_minor, a.promised_minor, due.id
	from account a
	join customer c on c.id = a.customer_id
	cross join lateral (
		select s.id, s.opens from window_of s where :today - a.due_on between s.opens and s.closes order by s.opens desc limit 1
	) due
	left join said on said.customer_id = a.customer_id and said.leader_invoice_id = a.leader
	where (said.opens is null or said.opens < due.opens) and not (c.direct_debit and a.due_on < :today)
		and exists (select from contact k where k.customer_id = a.customer_id)
		and not exists (select from hold h where h.customer_id = a.customer_id and h.until_on >= :today)`;
