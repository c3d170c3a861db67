import { expect, test } from 'vitest';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { tick } from '$lib/server/jobs/tick';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, useDatabase } from '../../support/database';
import { run } from '../../../src/cli/report';
useDatabase();
test('engine', async () => {
	await seedDemo();
	const t = performance.now();
	await tick(); while ((await deliverDue()) > 0);
	console.log('tick', performance.now() - t);
	console.log(await asOwner(`select o.slug, d.outcome, d.step_key, count(*) from decision d join organisation o on o.id=d.organisation_id group by 1,2,3 order by 1,2`));
	console.log(await asOwner(`select status, mail, count(*) from delivery where created_at > '2026-03-03T08:59:00Z' group by 1,2`));
	console.log(await asOwner(`select r->>'code' as code, count(*) from decision, jsonb_array_elements(detail->'reasons') r group by 1 order by 2 desc`));
	await run(['disputes', '--org', 'norwood', '--as-of', '2026-02-20', '--format', 'csv', '--lang', 'en']);
	await run(['disputes', '--org', 'gantier', '--format', 'json']);
	expect(1).toBe(1);
});
