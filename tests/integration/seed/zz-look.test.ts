import { beforeAll, expect, test } from 'vitest';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { asOwner, useDatabase } from '../../support/database';
useDatabase();
beforeAll(async () => { const t = performance.now(); await seedDemo(); console.log('seed', performance.now() - t); });
const show = async (sql: string) => console.log((await asOwner(sql)).map((r) => Object.values(r).map(v => v instanceof Date ? v.toISOString().slice(0,16) : v).join(' | ')).join('\n'));
test('x', async () => {
	await show("select o.slug, status, count(*) from dispute d join organisation o on o.id=d.organisation_id group by 1,2 order by 1,2");
	await show(`with i as (select i.*, o.slug, total_minor - coalesce((select sum(amount_minor) from allocation a where a.invoice_id=i.id),0) open from invoice i join organisation o on o.id=i.organisation_id)
	 select slug, case when open=0 then 'paid' when due_on>='2026-03-03' then 'not due' when due_on>='2026-02-01' then '1-30' when due_on>='2026-01-02' then '31-60' when due_on >= '2025-12-03' then '61-90' else '>90' end b, count(*), sum(open)/100, min(open) from i group by 1,2 order by 1,2`);
	await show(`select o.slug, count(*) from customer join organisation o on o.id=customer.organisation_id group by 1`);
	await show(`select o.slug, step_key, status, count(*) from notice n join organisation o on o.id=n.organisation_id group by 1,2,3 order by 1,2`);
	await show(`select o.slug, mail, count(*) from delivery n join organisation o on o.id=n.organisation_id group by 1,2 order by 1,2`);
	await show(`select o.slug, count(*) from attachment n join organisation o on o.id=n.organisation_id group by 1 order by 1`);
	await show(`select reference, status, opened_on, answer_due_on, r.code, c.name, (select sum(claimed_minor) from dispute_item i where i.dispute_id=d.id), (select string_agg(to_status||' '||on_day, ', ' order by at) from dispute_transition t where t.dispute_id=d.id) from dispute d join reason r on r.id=d.reason_id join customer c on c.id=d.customer_id order by d.organisation_id, reference`);
	await show(`select category, count(*), round(avg(t.on_day-d.opened_on),1) from dispute d join reason r on r.id=d.reason_id join dispute_transition t on t.dispute_id=d.id and t.to_status=d.status where d.status in ('resolved','withdrawn','duplicate','not_a_dispute') group by d.organisation_id, 1 order by d.organisation_id`);
	await show(`select number, issued_on, due_on, total_minor, total_minor - coalesce((select sum(amount_minor) from allocation a where a.invoice_id=i.id),0) from invoice i join customer c on c.id=i.customer_id where c.code='C1000' order by i.organisation_id, due_on`);
	await show(`select kind, reason, until_on, c.name from hold h join customer c on c.id=h.customer_id`);
	await show(`select count(*) from invoice i where total_minor < (select sum(amount_minor) from allocation a where a.invoice_id=i.id)`);
	await show(`select length(explanation), explanation, answer.explanation from dispute left join answer on answer.dispute_id=dispute.id limit 12`);
	expect(1).toBe(1);
});
