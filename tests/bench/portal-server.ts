import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';

export const ROOT = process.cwd();

export interface Portal {
	address: string;
	/** A customer's link of the demo: the first speaks French, the second English. */
	accounts: string[];
	/** Where it keeps its files. */
	data: string;
	close: () => Promise<void>;
}

/** The built application with the demo's data, on a free port of this machine; it leaves nothing behind. */
export async function startPortal(settings: Record<string, string> = {}): Promise<Portal> {
	const data = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-portal-'));
	// The database is not allowed to run as root, and has to get there.
	fs.chmodSync(data, 0o755);
	const port = await freePort();
	const server = spawn(process.execPath, ['src/launch/start.mjs'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			...process.env,
			PORT: String(port),
			ORIGIN: `http://localhost:${port}`,
			DATA_DIR: data,
			DEMO: 'on',
			LOG: 'silent',
			DATABASE_URL: '',
			SMTP_URL: '',
			...settings
		}
	});
	const said = await readyWords(server);
	const accounts = [...said.matchAll(/(http:\S+\/p\/[A-Za-z0-9_-]{43})/g)].map(([, link]) => link!);
	return { address: `http://localhost:${port}`, accounts, data, close: () => end(server, data) };
}

/** Its welcome, once it is complete. */
function readyWords(server: ChildProcess): Promise<string> {
	return new Promise((done, fail) => {
		let said = '';
		server.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
		server.stdout!.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (/Files\s+\//.test(said)) done(said);
		});
	});
}

async function end(server: ChildProcess, data: string): Promise<void> {
	server.removeAllListeners('exit');
	const ended = new Promise((done) => server.once('exit', done));
	server.kill('SIGTERM');
	await ended;
	fs.rmSync(data, { recursive: true, force: true });
}

export function freePort(): Promise<number> {
	return new Promise((done) => {
		const probe = net.createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => done(port));
		});
	});
}

/** Found or installed by src/launch/setup.mjs --browser. */
export const browserPath = (): string =>
	(
		JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/.browser.json'), 'utf8')) as {
			path: string;
		}
	).path;

export const openBrowser = (): Promise<Browser> =>
	chromium.launch({
		executablePath: browserPath(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});

/** A figure beside its limit. */
export const against = (value: number, limit: number) => ({
	value,
	limit,
	good: value <= limit
});
