import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The bundled PostgreSQL in a process and a folder of its own, safe on disk as a real one is not asked to be. */
export async function startOwnDatabase() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-load-'));
	// The database is not allowed to run as root, and has to get there.
	fs.chmodSync(folder, 0o755);
	const server = spawn(process.execPath, ['tests/support/own-database.mjs', folder], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [line] = (await once(server.stdout, 'data')) as [Buffer];
	const url = /^ready (\S+)/.exec(line.toString())?.[1];
	if (!url) throw new Error(line.toString());
	return {
		url,
		close: async () => {
			const ended = once(server, 'exit');
			server.kill('SIGTERM');
			await ended;
			fs.rmSync(folder, { recursive: true, force: true });
		}
	};
}
