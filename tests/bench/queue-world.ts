import type pg from 'pg';

export interface QueueSize {
	disputes: number;
	customers: number;
}

/**
 * The cases of some years, made by the database itself: two in five are still open, one open case in eight waits or
 * waited for its customer, one in thirty was given another day; two messages each. One case in
 * two hundred that is with somebody came back as not for him, and to one in a hundred that wait for their customer came
 * a mail nobody has read. The ids are made of a number: the
 * same at every run, spread like real ones.
 */
export async function fillQueue(
	client: pg.Client,
	at: { organisationId: string; userId: string; today: string; size: QueueSize }
): Promise<void> {
	const place = (sql: string) =>
		sql
			.replaceAll(':org', `'${at.organisationId}'::uuid`)
			.replaceAll(':user', `'${at.userId}'::uuid`)
			.replaceAll(':today', `'${at.today}'::date`)
			.replaceAll(':customers', String(at.size.customers))
			.replaceAll(':disputes', String(at.size.disputes));
	for (const sql of CASES) await client.query(place(sql));
	await client.query('vacuum analyze');
}

const WORDS = `(array['palette','facture','prix','remise','transporteur','réserve','quantité','manquant','cassé','tarif',
	'livraison','commande','avoir','retard','emballage','qualité','lot','référence','erreur','double'])`;
const some = (seed: string, count: number) =>
	`(select string_agg(${WORDS}[1 + (hashint8(n * 31 + w * ${seed.length} + w) & 1023) % 20], ' ') from generate_series(1, ${count}) w)`;

/** An id that the doors take for one: of a version and a variant. */
const BENCH_ID = `create function pg_temp.bench_id(said text) returns uuid language sql immutable as
	$$ select overlay(overlay(md5(said) placing '8' from 13) placing 'a' from 17)::uuid $$`;

const STATUS = `case when n % 5 >= 2 then (array['resolved','resolved','withdrawn','not_a_dispute'])[1 + n % 4]
	else (array['submitted','assigned','in_progress','assigned','in_progress','waiting_customer','decided','implementing'])[1 + (n / 5) % 8] end`;

const CASES = [
	BENCH_ID,
	`insert into customer (organisation_id, id, code, name, created_at)
	 select :org, pg_temp.bench_id('c' || n), 'C' || n, 'Établissements ' || n, now() from generate_series(1, :customers) n`,
	`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
	 select :org, pg_temp.bench_id('i' || n), pg_temp.bench_id('c' || 1 + n % :customers), 'F-' || n, :today - 60, :today - 30, 'EUR',
		10000 + (hashint8(n) & 65535) * 10, now() from generate_series(1, :disputes) n`,
	`insert into dispute (organisation_id, id, customer_id, reference, reason_id, status, requested_outcome, explanation,
		source, raised_by_name, language, collector_id, opened_at, opened_on, answer_due_on, idempotency_key)
	 select :org, pg_temp.bench_id('d' || n), pg_temp.bench_id('c' || 1 + n % :customers), 'LIT-2026-' || lpad(n::text, 6, '0'),
		r.id, ${STATUS}, 'NOA', ${some('a', 12)} || ' BL-' || n, 'staff', 'Bench', 'fr',
		case when n % 20 = 0 then :user end, :today - (n % 400) - interval '1 hour', :today - n % 400, :today - n % 400 + 10, 'bench' || n
	 from generate_series(1, :disputes) n
	 join (select id, row_number() over (order by position) as place, count(*) over () as all_of from reason where organisation_id = :org and kind = 'dispute') r
		on r.place = 1 + n % r.all_of`,
	`insert into dispute_item (organisation_id, id, customer_id, dispute_id, invoice_id, currency, claimed_minor)
	 select :org, pg_temp.bench_id('t' || n), pg_temp.bench_id('c' || 1 + n % :customers), pg_temp.bench_id('d' || n), pg_temp.bench_id('i' || n), 'EUR',
		1000 + (hashint8(n) & 65535) * 3 from generate_series(1, :disputes) n`,
	`insert into dispute_transition (organisation_id, id, customer_id, dispute_id, from_status, to_status, at, on_day, by_kind, by_name)
	 select organisation_id, pg_temp.bench_id('s1' || id), customer_id, id, null, 'submitted', opened_at, opened_on, 'staff', 'Bench' from dispute
	 union all select organisation_id, pg_temp.bench_id('s2' || id), customer_id, id, 'submitted', 'assigned', opened_at + interval '1 hour', opened_on, 'staff', 'Bench' from dispute where status <> 'submitted'
	 union all select organisation_id, pg_temp.bench_id('s3' || id), customer_id, id, 'assigned', 'waiting_customer', opened_at + interval '2 hours', opened_on, 'staff', 'Bench' from dispute where status = 'waiting_customer' or (status = 'in_progress' and hashtext(reference) % 8 = 0)
	 union all select organisation_id, pg_temp.bench_id('s4' || id), customer_id, id, 'waiting_customer', 'in_progress', opened_at + interval '60 hours', opened_on + 2, 'customer', 'Bench' from dispute where status = 'in_progress' and hashtext(reference) % 8 = 0
	 union all select organisation_id, pg_temp.bench_id('s5' || id), customer_id, id, 'assigned', status, opened_at + interval '90 hours', opened_on + 4, 'staff', 'Bench' from dispute where status in ('decided', 'implementing', 'resolved', 'withdrawn', 'not_a_dispute')`,
	`insert into dispute_commitment (organisation_id, id, customer_id, dispute_id, due_on, set_at, set_by_name)
	 select organisation_id, pg_temp.bench_id('k' || id), customer_id, id, answer_due_on + 5, opened_at + interval '3 hours', 'Bench'
	 from dispute where status in ('assigned', 'in_progress') and hashtext(reference) % 30 = 0`,
	`insert into assignment (organisation_id, id, customer_id, dispute_id, user_id, resolver_name, resolver_email, due_on, assigned_at, assigned_by, ended_at)
	 select organisation_id, pg_temp.bench_id('a' || id), customer_id, id, case when hashtext(reference) % 10 = 0 then :user end, 'Bench',
		'r' || hashtext(reference) % 200 || '@bench.test', answer_due_on, opened_at, 'Bench',
		case when status in ('resolved', 'withdrawn', 'not_a_dispute') then opened_at + interval '90 hours' end
	 from dispute where status <> 'submitted'`,
	`insert into answer (organisation_id, id, customer_id, dispute_id, assignment_id, verdict, signed_name, at, idempotency_key)
	 select organisation_id, pg_temp.bench_id('w' || id), customer_id, id, pg_temp.bench_id('a' || id), 'partly', 'Bench', opened_at, 'bench'
	 from dispute where status in ('in_progress', 'decided', 'implementing', 'resolved')`,
	`with back as (update assignment a set ended_at = assigned_at + interval '5 hours' from dispute d
		where d.organisation_id = a.organisation_id and d.id = a.dispute_id and d.status = 'assigned' and hashtext(d.reference) % 200 = 0 returning a.*)
	 insert into answer (organisation_id, id, customer_id, dispute_id, assignment_id, verdict, signed_name, at, idempotency_key)
	 select organisation_id, pg_temp.bench_id('h' || id), customer_id, dispute_id, id, 'not_for_me', 'Bench', ended_at, 'bench back' from back`,
	`with unread as (select organisation_id, id, pg_temp.bench_id('x' || id) as mail, customer_id, opened_at + interval '9 hours' as at
		from dispute where status = 'waiting_customer' and hashtext(reference) % 100 = 0),
	 came as (insert into inbound_mail (organisation_id, id, sha256, storage_key, bytes, received_at)
		select organisation_id, mail, mail::text, mail::text, 1000, at from unread)
	 insert into inbound_fate (organisation_id, id, mail_id, kind, customer_id, dispute_id, at)
	 select organisation_id, pg_temp.bench_id('y' || id), mail, 'triage', customer_id, id, at from unread`,
	`insert into message (organisation_id, id, customer_id, dispute_id, audience, author_kind, author_name, body, at, idempotency_key)
	 select d.organisation_id, pg_temp.bench_id('m' || n || d.id), d.customer_id, d.id, 'customer', 'staff', 'Bench', ${some('abc', 15)}, d.opened_at, 'bench' || n
	 from dispute d cross join generate_series(1, 2) n`
];
