import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { print, UsageError } from './command';

export const usage = 'seed                             fill an empty database with the demo world';

export async function run(): Promise<number> {
	await migrateDatabase(env().DATABASE_URL);
	if (!env().DEMO) throw new UsageError('The demo is switched off (DEMO=off).');
	const { isDemoIncomplete, seedDemo } = await import('$lib/server/db/seed/seed-demo');
	if (!(await isDemoIncomplete()))
		throw new UsageError('The database already holds an organisation: nothing was added.');
	await seedDemo();
	print('The demo world is there.');
	return 0;
}
