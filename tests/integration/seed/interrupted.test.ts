import { expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { CREDITORS } from '$lib/server/db/seed/organisations';
import { isDemoIncomplete, seedDemo } from '$lib/server/db/seed/seed-demo';
import { findCustomers } from '$lib/server/customers/queries';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { asOwner, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';

useDatabase();

const customers = () =>
	asOwner<{ slug: string; n: number }>(
		'select o.slug, count(c.id)::int as n from organisation o left join customer c on c.organisation_id = o.id group by o.slug order by o.slug'
	);

test('a demo interrupted before its first organisation was filled is finished at the next start', async () => {
	const [first] = CREDITORS;
	const scope = await createOrganisation(first!.organisation);
	expect(await unitOfWork(scope, (unit) => findCustomers(unit))).toEqual([]);
	expect(await isDemoIncomplete()).toBe(true);
	await seedDemo();
	const filled = [
		{ slug: 'gantier', n: 40 },
		{ slug: 'norwood', n: 15 }
	];
	expect(await customers()).toEqual(filled);
	expect(await isDemoIncomplete()).toBe(false);
	await seedDemo();
	expect(await customers()).toEqual(filled);
});

test('an organisation of somebody’s own is left alone', async () => {
	await buildOrganisation({ slug: 'maison', name: 'Maison', email: 'a@maison.test' });
	expect(await isDemoIncomplete()).toBe(false);
	expect(await customers()).toContainEqual({ slug: 'maison', n: 0 });
});
