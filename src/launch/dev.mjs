// `npm run dev`: Vite's own server, on the embedded database.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { startDatabase } from './embedded-database.mjs';
import { ROOT } from './paths.mjs';
import { setup } from './setup.mjs';
import { removeAddress, writeAddress } from './served-address.mjs';
import { loadSettings, ownAddress } from './settings.mjs';
import { stage } from './stage.mjs';

await setup();
process.env.NODE_ENV ||= 'development';
loadSettings();
const database = process.env.DATABASE_URL
	? null
	: await stage('Starting PostgreSQL', (say) =>
			startDatabase({ dataDir: process.env.DATA_DIR, say })
		);
if (database) process.env.DATABASE_URL = database.url;
const { prepare } = await import(path.join(ROOT, 'build/cli/entendu.js'));
await prepare(stage);

const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
const child = spawn(
	process.execPath,
	[vite, 'dev', '--port', process.env.PORT, ...process.argv.slice(2)],
	{ stdio: 'inherit' }
);
writeAddress(process.env.DATA_DIR, ownAddress());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', async (code) => {
	removeAddress(process.env.DATA_DIR);
	await database?.stop();
	process.exit(code ?? 0);
});
