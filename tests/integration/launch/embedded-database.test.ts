import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinOrStartDatabase } from '../../../src/launch/embedded-database.mjs';

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-own-'));
	fs.chmodSync(folder, 0o755);
	children = [];
});
afterEach(async () => {
	for (const child of children) await end(child, 'SIGKILL');
	await serverIsGone();
	fs.rmSync(folder, { recursive: true, force: true });
});

/** Another process with the database of `folder`; what it said first. */
function holder(): Promise<{ child: ChildProcess; said: string }> {
	const script = path.resolve(import.meta.dirname, '../../support/own-database.mjs');
	const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	return new Promise((done) =>
		child.stdout.once('data', (text) => done({ child, said: String(text).trim() }))
	);
}

const urlIn = (said: string): string => said.replace(/^ready /, '');

async function query(url: string, sql: string): Promise<unknown[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	child.kill(signal);
	return ended;
}

const serverIsGone = () =>
	expect
		.poll(() => fs.existsSync(path.join(folder, 'pg/data/postmaster.pid')), { timeout: 20_000 })
		.toBe(false);

test('a process that is killed takes its database with it and loses nothing', async () => {
	const first = await holder();
	await query(urlIn(first.said), `create table kept as select 'still here' as word`);
	await end(first.child, 'SIGKILL');
	await serverIsGone();
	const second = await holder();
	expect(await query(urlIn(second.said), 'select word from kept')).toEqual([
		{ word: 'still here' }
	]);
});

test('two applications do not share a data folder', async () => {
	await holder();
	const second = await holder();
	expect(second.said).toMatch(/^refused Entendu already runs on .* Stop it first/);
});

test('the command line joins a running server, and starts its own when there is none', async () => {
	const { child, said } = await holder();
	const joined = await joinOrStartDatabase({ dataDir: folder, fast: true });
	expect(joined).toMatchObject({ url: urlIn(said), joined: true });
	await joined.stop();
	expect(await query(urlIn(said), 'select 1 as one')).toEqual([{ one: 1 }]);
	await end(child, 'SIGKILL');
	await serverIsGone();
	const own = await joinOrStartDatabase({ dataDir: folder, fast: true });
	expect(own.joined).toBe(false);
	expect(await query(own.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	await own.stop();
	expect(fs.existsSync(path.join(folder, 'pg/url'))).toBe(false);
});

test('nobody else can read the address of the database', async () => {
	await holder();
	expect(fs.statSync(path.join(folder, 'pg/url')).mode & 0o077).toBe(0);
	expect(fs.statSync(path.join(folder, 'pg/password')).mode & 0o077).toBe(0);
});
