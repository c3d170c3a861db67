import { closePool } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import { allOrganisations } from '$lib/server/settings/queries';
import type { Welcome } from '$lib/server/db/seed/welcome';

/**
 * Before the server listens: the schema is brought up to date, an empty database is filled with the
 * demo world. Answers with what a person needs to look around; nothing when the demo is off.
 */
export async function prepare(): Promise<Welcome | null> {
	try {
		await migrateDatabase(env().DATABASE_URL);
		if (!env().DEMO) return null;
		if ((await allOrganisations()).length === 0) await fill();
		return await (await import('$lib/server/db/seed/welcome')).welcome();
	} finally {
		await closePool();
	}
}

async function fill(): Promise<void> {
	const { seedDemo } = await import('$lib/server/db/seed/seed-demo');
	await seedDemo();
}
