import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { setClock } from '$lib/server/clock';
import { closePool } from '$lib/server/db/client';
import { forgetEnv } from '$lib/server/env';
import { databaseUrl, TEMPLATE } from './global-setup';

/** A Tuesday, worked in France and in Britain; ten in the morning in Paris. */
export const TEST_DAY = '2026-03-03';
export const TEST_INSTANT = new Date(`${TEST_DAY}T09:00:00Z`);

/**
 * Gives this test file, or each of its tests, a database, a data folder and a day of its own. Call it at the top of
 * the file. Whoever wakes the engine wants one for each test: it looks after every house that ever lived there.
 */
export function useDatabase(of: 'file' | 'test' = 'file'): void {
	const [before, after] = of === 'file' ? [beforeAll, afterAll] : [beforeEach, afterEach];
	let name: string;
	let folder: string;
	let outside: NodeJS.ProcessEnv;

	before(async () => {
		name = `t_${randomBytes(6).toString('hex')}`;
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-data-'));
		outside = { ...process.env };
		// Its files as they are: page by page through the log, the same copy takes a third more and writes all of it twice.
		await onServer(`create database ${name} template ${TEMPLATE} strategy file_copy`);
		Object.assign(process.env, {
			DATABASE_URL: databaseUrl(inject('serverUrl'), name),
			// Nobody waits in front of a page here, and a busy machine is no fault of what is tested.
			DATABASE_PATIENCE_MS: '20000',
			DATA_DIR: folder,
			DEMO: 'on',
			ENGINE: 'off',
			LOG: 'silent',
			ORIGIN: 'https://entendu.test',
			CLOCK: '',
			SMTP_URL: ''
		});
		forgetEnv();
		setClock(TEST_INSTANT);
	});

	after(async () => {
		await Promise.all([closePool(), closeOwners()]);
		await onServer(`drop database if exists ${name} with (force)`);
		fs.rmSync(folder, { recursive: true, force: true });
		// Files share their process: what one was set up with is not the next one's.
		for (const name of Object.keys(process.env)) if (!(name in outside)) delete process.env[name];
		Object.assign(process.env, outside);
		forgetEnv();
	});
}

/** A query as the owner of the tables, whom row-level security does not stop. For guards, never to arrange a story. */
export const asOwner = async <Row extends pg.QueryResultRow>(
	sql: string,
	values: unknown[] = []
): Promise<Row[]> => (await owners(process.env.DATABASE_URL!).query<Row>(sql, values)).rows;

/** To connect, and to prove who one is, takes longer than most looks: lines stay open until the file ends. */
const opened = new Map<string, pg.Pool>();

function owners(url: string): pg.Pool {
	const found = opened.get(url) ?? new pg.Pool({ connectionString: url, max: 5 });
	// A database that is taken away takes its lines along.
	if (!opened.has(url)) found.on('error', () => {});
	opened.set(url, found);
	return found;
}

/** Nobody but the application is connected any more. */
export async function closeOwners(): Promise<void> {
	const closing = [...opened.values()];
	opened.clear();
	await Promise.all(closing.map((pool) => pool.end()));
}

async function onServer(sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject('serverUrl') });
	await client.connect();
	await client.query(sql).finally(() => client.end());
}
