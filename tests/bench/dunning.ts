// npm run bench:dunning -- --invoices N: how long a day of dunning takes, next to what the database alone needs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { SystemScope } from '$lib/server/auth/scope';
import { closePool } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { startDatabase } from '../../src/launch/embedded-database.mjs';
import { fillLedger, sizeFor } from './ledger';
import { measureLimit } from './selection';

/** A Tuesday, worked in France; ten in the morning in Paris, so that hours do not stop anything. */
const DAY = '2026-03-03';

const { values } = parseArgs({ options: { invoices: { type: 'string', default: '10000' } } });
const size = sizeFor(Number(values.invoices));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-bench-'));
fs.chmodSync(folder, 0o755);
const database = await startDatabase({ dataDir: folder });
try {
	console.log(JSON.stringify(await measure(database.url), null, '\t'));
} finally {
	await closePool();
	await database.stop();
	fs.rmSync(folder, { recursive: true, force: true });
}

async function measure(url: string) {
	Object.assign(process.env, {
		DATABASE_URL: url,
		DATA_DIR: folder,
		DEMO: 'on',
		CLOCK: `${DAY}T09:00:00Z`,
		LOG: 'silent'
	});
	await migrateDatabase(url);
	const scope = await createOrganisation({
		slug: 'bench',
		name: 'Bench',
		email: 'bench@bench.test'
	});
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await figures(scope, client);
	} finally {
		await client.end();
	}
}

async function figures(scope: SystemScope, client: pg.Client) {
	await fillLedger(client, { organisationId: scope.organisationId, today: DAY, size });
	const limit = await measureLimit(client, DAY);
	const first = await run(scope, client);
	const second = await run(scope, client);
	const { rows } = await client.query<{ server_version: string }>('show server_version');
	return {
		...size,
		limit: {
			...limit,
			seconds: round(limit.seconds),
			balancesSeconds: round(limit.balancesSeconds)
		},
		first,
		ratio: round(first.seconds / limit.seconds),
		ratioToBalances: round(first.seconds / limit.balancesSeconds),
		second,
		secondOfFirst: round(second.seconds / first.seconds),
		peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
		node: process.version,
		postgresql: rows[0]!.server_version
	};
}

async function run(scope: SystemScope, client: pg.Client) {
	const before = await rowsWritten(client);
	const started = performance.now();
	const { customers, outcomes, notices } = await runDunning(scope);
	const took = round((performance.now() - started) / 1000);
	// A session tells the statistics what it did when it ends.
	await closePool();
	await new Promise((done) => setTimeout(done, 1500));
	return {
		seconds: took,
		customers,
		outcomes,
		notices,
		rowsWritten: (await rowsWritten(client)) - before
	};
}

/** Inserted, changed or deleted in any table of ours. */
async function rowsWritten(client: pg.Client): Promise<number> {
	const { rows } = await client.query<{ n: string }>(
		'select sum(n_tup_ins + n_tup_upd + n_tup_del) as n from pg_stat_user_tables'
	);
	return Number(rows[0]!.n);
}

function round(n: number): number {
	return Math.round(n * 1000) / 1000;
}
