import { closePool } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import type { Welcome } from '$lib/server/db/seed/welcome';

/**
 * Before the server listens: the schema is brought up to date, an empty database is filled with the
 * demo world, an interrupted filling is finished. Answers with what a person needs to look around; nothing when the demo is off.
 */
export async function prepare(): Promise<Welcome | null> {
	try {
		await migrateDatabase(env().DATABASE_URL);
		if (!env().DEMO) return null;
		await fill();
		return await (await import('$lib/server/db/seed/welcome')).welcome();
	} finally {
		await closePool();
	}
}

async function fill(): Promise<void> {
	const { isDemoIncomplete, seedDemo } = await import('$lib/server/db/seed/seed-demo');
	if (await isDemoIncomplete()) await seedDemo();
}
