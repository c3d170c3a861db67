import type pg from 'pg';

export interface Size {
	customers: number;
	invoices: number;
}

/** Ten open invoices each, as in a wholesaler's ledger. */
export const sizeFor = (invoices: number): Size => ({
	invoices,
	customers: Math.max(1, Math.round(invoices / 10))
});

/**
 * A ledger at work, made by the database itself: due dates from 60 days ago to 40 days ahead, 22 %
 * of the customers with an open dispute, part payments, contacts, some holds, promises and credits;
 * seven customers of eight already had messages about their oldest invoices. About half of all get a
 * message, a call or a letter on the day of the run: a heavy day. Yesterday's run looked at everybody;
 * since then something changed for one customer of five.
 * The ids are md5 of a number: the same at every run, spread like real ones.
 */
export async function fillLedger(
	client: pg.Client,
	{ organisationId, today, size }: { organisationId: string; today: string; size: Size }
): Promise<void> {
	const place = (sql: string) =>
		sql
			.replaceAll(':org', `'${organisationId}'::uuid`)
			.replaceAll(':today', `'${today}'::date`)
			.replaceAll(':customers', String(size.customers))
			.replaceAll(':invoices', String(size.invoices));
	for (const sql of LEDGER) await client.query(place(sql));
	await client.query('vacuum analyze');
}

const LEDGER = [
	`insert into customer (organisation_id, id, code, name, direct_debit, created_at)
	 select :org, md5('c' || n)::uuid, 'C' || n, 'Customer ' || n, n % 40 = 0, now()
	 from generate_series(1, :customers) n`,
	`insert into contact (organisation_id, id, customer_id, name, email, role, created_at)
	 select :org, md5('p' || n)::uuid, md5('c' || n)::uuid, 'Contact ' || n, 'c' || n || '@customer.test', 'billing', now()
	 from generate_series(1, :customers) n where n % 50 <> 0`,
	`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
	 select :org, md5('i' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, 'F-' || n,
		:today - (hashint8(n) & 1023) % (40 + (hashint8(n % :customers) & 1023) % 60),
		:today + 40 - (hashint8(n) & 1023) % (40 + (hashint8(n % :customers) & 1023) % 60),
		'EUR', 10000 + (hashint8(n) & 65535) * 10, now()
	 from generate_series(0, :invoices - 1) n`,
	`insert into payment (organisation_id, id, customer_id, received_on, currency, total_minor, source, created_at)
	 select :org, md5('y' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, :today - 3, 'EUR', 4000, 'import', now()
	 from generate_series(0, :invoices - 1) n where n % 5 = 0`,
	`insert into allocation (organisation_id, id, customer_id, invoice_id, payment_id, allocated_on, amount_minor, created_at)
	 select :org, md5('a' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, md5('i' || n)::uuid, md5('y' || n)::uuid, :today - 3,
		case when n % 25 = 0 then 1000 else 4000 end, now()
	 from generate_series(0, :invoices - 1) n where n % 5 = 0`,
	`insert into dispute (organisation_id, id, customer_id, reference, reason_id, status, requested_outcome,
		source, raised_by_name, language, opened_at, opened_on, answer_due_on, idempotency_key)
	 select :org, md5('d' || n)::uuid, md5('c' || 1 + n)::uuid, 'LIT-' || n,
		(select id from reason where organisation_id = :org order by position limit 1), 'submitted', 'NOA',
		'staff', 'Bench', 'fr', now(), :today - 5, :today + 5, 'bench' || n
	 from generate_series(0, :customers - 1) n where n % 50 < 11`,
	`insert into dispute_item (organisation_id, id, customer_id, dispute_id, invoice_id, currency, claimed_minor)
	 select :org, md5('t' || n)::uuid, md5('c' || 1 + n)::uuid, md5('d' || n)::uuid, md5('i' || n)::uuid, 'EUR',
		case when n % 2 = 0 then 5000 else 1000000 end
	 from generate_series(0, :customers - 1) n where n % 50 < 11`,
	`insert into hold (organisation_id, id, customer_id, kind, reason, until_on, created_at, created_by)
	 select :org, md5('h' || n)::uuid, md5('c' || n)::uuid, 'manual', 'Under discussion', :today + 10, now(), 'Bench'
	 from generate_series(1, :customers) n where n % 33 = 0`,
	`insert into promise (organisation_id, id, customer_id, due_on, source, made_by_kind, made_by_name, made_at, made_on, idempotency_key)
	 select :org, md5('m' || n)::uuid, md5('c' || 1 + n)::uuid, :today + 5, 'phone', 'staff', 'Bench', now(), :today - 2, 'bench' || n
	 from generate_series(0, :customers - 1) n where n % 20 = 13`,
	`insert into promise_item (organisation_id, id, customer_id, promise_id, invoice_id, currency, amount_minor, settled_before_minor)
	 select :org, md5('n' || n)::uuid, md5('c' || 1 + n)::uuid, md5('m' || n)::uuid, md5('i' || n)::uuid, 'EUR', 5000, 0
	 from generate_series(0, :customers - 1) n where n % 20 = 13`,
	`insert into credit_note (organisation_id, id, customer_id, number, issued_on, currency, total_minor, created_at)
	 select :org, md5('v' || n)::uuid, md5('c' || n)::uuid, 'A-' || n, :today - 1, 'EUR', 9000, now()
	 from generate_series(1, :customers) n where n % 25 = 0`,
	`insert into run (organisation_id, id, run_on, started_at, last_at, started_by, seen)
	 select :org, md5('r')::uuid, :today - 1, now(), now(), 'Bench', ''`,
	`insert into notice (organisation_id, id, customer_id, leader_invoice_id, step_key, step_id, run_id, channel, status, planned_at, planned_on, closed_at, closed_on)
	 select :org, md5(o.id::text || s.id)::uuid, o.customer_id, o.id, s.key, s.id, md5('r')::uuid, 'email',
		case s.definition->>'channel' when 'email' then 'sent' else 'done' end, now(), o.due_on + s.opens, now(), o.due_on + s.opens
	 from (select i.customer_id, i.id, i.due_on, row_number() over (partition by i.customer_id order by i.due_on, i.total_minor desc) as age
		from invoice i where i.organisation_id = :org) o
	 join (select id, key, definition, (definition->>'opensDays')::int as opens from step
		where organisation_id = :org and definition->>'phase' = 'after_due' and coalesce((definition->>'legal')::boolean, false) = false) s
		on o.due_on + s.opens < :today - 3
	 where o.age <= 3 and hashtext(o.customer_id::text) & 7 <> 0`,
	`delete from customer_change where organisation_id = :org and hashtext(customer_id::text) % 5 <> 0`
];
