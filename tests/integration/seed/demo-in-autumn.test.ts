import { beforeAll, expect, test } from 'vitest';
import { CHECKS } from '$lib/server/checks/check-promises';
import { setClock } from '$lib/server/clock';
import { systemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { allOrganisations } from '$lib/server/settings/queries';
import { useDatabase } from '../../support/database';

useDatabase();

/** On this day a formal notice of the demo falls on an invoice that a credit note has reduced. */
beforeAll(async () => {
	setClock(new Date('2026-11-26T06:00:00Z'));
	await seedDemo();
});

test('a demo begun in autumn has nothing the hourly checks would complain about either', async () => {
	for (const organisation of await allOrganisations())
		await unitOfWork(systemScope({ ...organisation, actor: 'checks' }), async (unit) => {
			const found: [string, number][] = [];
			for (const { name, broken } of CHECKS) found.push([name, (await broken(unit)).length]);
			expect(found.filter(([, rows]) => rows > 0)).toEqual([]);
		});
});
