import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import path from 'node:path';
import pg from 'pg';

/** Two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_403_125;

/** Brings the schema up to date as the owner named in the URL. Safe to call at every start. */
export async function migrateDatabase(
	url: string,
	folder = path.resolve('drizzle')
): Promise<void> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
		await migrate(drizzle(client), { migrationsFolder: folder });
	} finally {
		await client.end();
	}
}
