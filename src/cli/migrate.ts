import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { print } from './command';

export const usage =
	'migrate                          bring the database up to date (the server also does it at its start)';

export async function run(): Promise<number> {
	await migrateDatabase(env().DATABASE_URL);
	print('The database is up to date.');
	return 0;
}
