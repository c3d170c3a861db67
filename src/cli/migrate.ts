import { m } from '$lib/i18n/paraglide/messages';
import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { print } from './command';

export const syntax = 'migrate';
export const about = m.cli_about_migrate;

export async function run(): Promise<number> {
	await migrateDatabase(env().DATABASE_URL);
	print(m.cli_migrated());
	return 0;
}
