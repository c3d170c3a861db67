import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { allOrganisations } from '$lib/server/settings/queries';
import { print, UsageError } from './command';

export const usage = 'seed                             fill an empty database with the demo world';

export async function run(): Promise<number> {
	await migrateDatabase(env().DATABASE_URL);
	if (!env().DEMO) throw new UsageError('The demo is switched off (DEMO=off).');
	if ((await allOrganisations()).length > 0)
		throw new UsageError('The database already holds an organisation: nothing was added.');
	const { seedDemo } = await import('$lib/server/db/seed/seed-demo');
	await seedDemo();
	print('The demo world is there.');
	return 0;
}
