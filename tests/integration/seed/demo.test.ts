import { beforeAll, expect, test } from 'vitest';
import { welcome } from '$lib/server/db/seed/welcome';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { asOwner, useDatabase } from '../../support/database';

useDatabase();
beforeAll(async () => {
	const t = performance.now();
	await seedDemo();
	console.log('seed', performance.now() - t);
});

test('x', async () => {
	console.log(await asOwner("select o.slug, status, count(*) from dispute d join organisation o on o.id=d.organisation_id group by 1,2 order by 1,2"));
	console.log(await welcome());
	expect(1).toBe(1);
});
