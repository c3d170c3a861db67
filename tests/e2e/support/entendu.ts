import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Program {
	child: ChildProcess;
	/** Everything it wrote so far. */
	said: () => string;
	/** Ends with its exit code or signal. */
	ended: Promise<number | string | null>;
	kill: (signal: NodeJS.Signals) => Promise<void>;
}

/** A program of this project, with settings of its own and nothing of `.env`. */
export function run(command: string[], settings: Record<string, string>): Program {
	const [name, ...args] = command;
	const child = spawn(name!, args, {
		cwd: ROOT,
		env: { ...process.env, ...QUIET, ...settings },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const written: string[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')));
	const ended = new Promise<number | string | null>((done) =>
		child.once('close', (code, signal) => done(code ?? signal))
	);
	const kill = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		await ended;
	};
	return { child, said: () => written.join(''), ended, kill };
}

/** What a developer's own settings must not change. */
const QUIET = {
	SETUP: 'off',
	DATABASE_URL: '',
	SMTP_URL: '',
	MAIL_FROM: '',
	CLOCK: '',
	APP_KEY: '',
	ORIGIN: '',
	TRUST_PROXY: '',
	DEMO: 'on',
	ENGINE: 'off',
	LOG: 'json',
	npm_lifecycle_event: ''
};

export const freePort = (): Promise<number> =>
	new Promise((done, fail) => {
		const probe = net.createServer().once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => done(port));
		});
	});

/** Reachable by the account that runs PostgreSQL, also when this test runs as root. */
export function ownFolder(name: string): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), `entendu-${name}-`));
	fs.chmodSync(folder, 0o755);
	return folder;
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
