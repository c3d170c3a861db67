import type pg from 'pg';

export interface LedgerSize {
	paid: number;
	open: number;
	customers: number;
}

/**
 * Some years of a wholesaler, made by the database itself: most invoices paid long ago, each by a payment of its own;
 * of the open ones seven in ten are late, one in twelve contested; half of the customers are followed by whoever looks.
 */
export async function fillLedger(
	client: pg.Client,
	at: { organisationId: string; userId: string; today: string; size: LedgerSize }
): Promise<void> {
	const { paid, open, customers } = at.size;
	const place = (sql: string) =>
		sql
			.replaceAll(':org', `'${at.organisationId}'::uuid`)
			.replaceAll(':user', `'${at.userId}'::uuid`)
			.replaceAll(':today', `'${at.today}'::date`)
			.replaceAll(':customers', String(customers))
			.replaceAll(':paid', String(paid))
			.replaceAll(':open', String(open));
	for (const sql of LEDGER) await client.query(place(sql));
	await client.query('vacuum analyze');
}

const invoices = (kind: string, due: string) =>
	`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
	 select :org, md5('${kind}' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, '${kind}-' || n, (${due})::date - 30, ${due}, 'EUR',
		10000 + (hashint8(n) & 65535) * 10, now() from generate_series(1, :${kind}) n`;

const LEDGER = [
	`insert into customer (organisation_id, id, code, name, collector_id, created_at)
	 select :org, md5('c' || n)::uuid, 'C' || n, 'Établissements ' || n, case when n % 2 = 0 then :user end, now() from generate_series(1, :customers) n`,
	`insert into contact (organisation_id, id, customer_id, name, email, role, language, created_at)
	 select :org, md5('k' || n)::uuid, md5('c' || n)::uuid, 'Bench', 'c' || n || '@bench.test', 'billing', 'fr', now() from generate_series(1, :customers) n`,
	invoices('paid', ':today - 60 - n % 900'),
	invoices('open', ':today + 30 - n % 100'),
	`insert into payment (organisation_id, id, customer_id, received_on, currency, total_minor, source, created_at)
	 select organisation_id, md5('p' || number)::uuid, customer_id, due_on, currency, total_minor, 'import', now() from invoice where number like 'paid-%'`,
	`insert into allocation (organisation_id, id, customer_id, invoice_id, payment_id, allocated_on, amount_minor, created_at)
	 select organisation_id, md5('a' || number)::uuid, customer_id, id, md5('p' || number)::uuid, due_on, total_minor, now() from invoice where number like 'paid-%'`,
	`insert into dispute (organisation_id, id, customer_id, reference, reason_id, status, requested_outcome, explanation,
		source, raised_by_name, language, collector_id, opened_at, opened_on, answer_due_on, idempotency_key)
	 select :org, md5('d' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, 'LIT-2026-' || lpad(n::text, 6, '0'),
		(select id from reason where organisation_id = :org and kind = 'dispute' order by position limit 1), 'in_progress', 'NOA', 'Prix', 'staff', 'Bench', 'fr',
		:user, :today - 5 - interval '1 hour', :today - 5, :today + n % 20, 'bench' || n
	 from generate_series(12, :open, 12) n`,
	`insert into dispute_item (organisation_id, id, customer_id, dispute_id, invoice_id, currency, claimed_minor)
	 select :org, md5('t' || n)::uuid, md5('c' || 1 + n % :customers)::uuid, md5('d' || n)::uuid, md5('open' || n)::uuid, 'EUR', 5000 from generate_series(12, :open, 12) n`
];
