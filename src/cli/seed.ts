import { m } from '$lib/i18n/paraglide/messages';
import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { print, UsageError } from './command';

export const syntax = 'seed';
export const about = m.cli_about_seed;

export async function run(): Promise<number> {
	await migrateDatabase(env().DATABASE_URL);
	if (!env().DEMO) throw new UsageError(m.cli_demo_off());
	const { isDemoIncomplete, seedDemo } = await import('$lib/server/db/seed/seed-demo');
	if (!(await isDemoIncomplete())) throw new UsageError(m.cli_not_empty());
	await seedDemo();
	print(m.cli_seeded());
	return 0;
}
