// `npm run dev`: Vite's own server, on the embedded database.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { startDatabase } from './embedded-database.mjs';
import { ROOT } from './paths.mjs';
import { setup } from './setup.mjs';
import { loadSettings } from './settings.mjs';

setup();
process.env.NODE_ENV ||= 'development';
loadSettings();
const database = process.env.DATABASE_URL
	? null
	: await startDatabase({ dataDir: process.env.DATA_DIR, say: (text) => console.log(text) });
if (database) process.env.DATABASE_URL = database.url;
const { prepare } = await import(path.join(ROOT, 'build/cli/entendu.js'));
await prepare();

const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
const child = spawn(
	process.execPath,
	[vite, 'dev', '--port', process.env.PORT, ...process.argv.slice(2)],
	{ stdio: 'inherit' }
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', async (code) => {
	await database?.stop();
	process.exit(code ?? 0);
});
