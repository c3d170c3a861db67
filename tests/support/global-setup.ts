import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../src/lib/server/db/migrate';
import { startDatabase } from '../../src/launch/embedded-database.mjs';

export const TEMPLATE = 'entendu_template';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Owner's URL of the server that every test file gets a database on. */
		serverUrl: string;
	}
}

interface Server {
	url: string;
	stop: () => Promise<void>;
}

/** Every vitest project calls this in the same process: they share one server, the last one stops it. */
const shared = globalThis as { __entenduServer?: { users: number; server: Promise<Server> } };

export default async function setup(project: TestProject) {
	const lease = (shared.__entenduServer ??= { users: 0, server: startServer() });
	lease.users++;
	project.provide('serverUrl', (await lease.server).url);
	return async () => {
		if (--lease.users > 0) return;
		shared.__entenduServer = undefined;
		await (await lease.server).stop();
	};
}

async function startServer(): Promise<Server> {
	const server = process.env.TEST_DATABASE_URL
		? given(process.env.TEST_DATABASE_URL)
		: await temporary();
	await makeTemplate(server.url);
	return server;
}

const given = (url: string): Server => ({ url, stop: async () => {} });

async function temporary(): Promise<Server> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-test-'));
	fs.chmodSync(folder, 0o755);
	const { url, stop } = await startDatabase({ dataDir: folder, fast: true });
	return {
		url,
		stop: async () => {
			await stop();
			fs.rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Migrated once; each test file then gets its own copy in some 50 ms. */
async function makeTemplate(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(`drop database if exists ${TEMPLATE}`);
	await client.query(`create database ${TEMPLATE}`);
	await client.end();
	await migrateDatabase(databaseUrl(url, TEMPLATE));
}

export function databaseUrl(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}
