import { closePool } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { env } from '$lib/server/env';
import type { Welcome } from '$lib/server/db/seed/welcome';

/** Tells a person what is done and how long it took; the start of the server prints one line each. */
type Stage = <T>(name: string, work: () => Promise<T>) => Promise<T>;

const untold: Stage = (_, work) => work();

/**
 * Before the server listens: the schema is brought up to date, an empty database is filled with the
 * demo world, an interrupted filling is finished. Answers with what a person needs to look around; nothing when the demo is off.
 */
export async function prepare(stage: Stage = untold): Promise<Welcome | null> {
	try {
		await stage('Preparing the database', () => migrateDatabase(env().DATABASE_URL));
		if (!env().DEMO) return null;
		await fill(stage);
		return await (await import('$lib/server/db/seed/welcome')).welcome();
	} finally {
		await closePool();
	}
}

async function fill(stage: Stage): Promise<void> {
	const { isDemoIncomplete, seedDemo } = await import('$lib/server/db/seed/seed-demo');
	if (await isDemoIncomplete()) await stage('Filling the demo world', seedDemo);
}
