import path from 'node:path';
import { startDatabase } from './embedded-database.mjs';
import { serve } from './http-server.mjs';
import { ROOT } from './paths.mjs';
import { whenShellEnds } from './processes.mjs';
import { removeAddress, writeAddress } from './served-address.mjs';
import { loadSettings, ownAddress } from './settings.mjs';
import { stage } from './stage.mjs';
import { welcomeText } from './welcome.mjs';

process.chdir(ROOT);
loadSettings();

/** In the order of the start; stopped in the opposite order. */
const running = { database: null, server: null };
let stopping;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => void stop(signal, 0));
whenShellEnds(() => void stop('SIGTERM', 0));
try {
	await start();
} catch (error) {
	console.error(`Entendu could not start. ${error.message}`);
	// A fault of ours rather than of the settings: the place helps.
	if (error.constructor !== Error) console.error(error);
	await stop('failure', 1);
}

async function start() {
	running.database = process.env.DATABASE_URL ? null : await startOwnDatabase();
	const { prepare } = await import(path.join(ROOT, 'build/cli/entendu.js'));
	const facts = await prepare(stage);
	running.server = await serve();
	if (stopping) return;
	const address = ownAddress();
	writeAddress(process.env.DATA_DIR, address);
	console.log(welcomeText({ address, database: running.database, facts }));
}

async function startOwnDatabase() {
	const database = await stage('Starting PostgreSQL', (say) =>
		startDatabase({ dataDir: process.env.DATA_DIR, say })
	);
	process.env.DATABASE_URL = database.url;
	return database;
}

/** Requests first, then the engine and its connections, then the database. */
function stop(reason, code) {
	return (stopping ??= (async () => {
		removeAddress(process.env.DATA_DIR);
		await running.server?.close();
		await closeApplication(reason);
		await running.database?.stop();
		process.exit(code);
	})());
}

/** Kit's adapter emits this event for whoever has something to close; here it is also waited for. */
async function closeApplication(reason) {
	const closing = process.listeners('sveltekit:shutdown').map((listener) => listener(reason));
	const limit = new Promise((done) => setTimeout(done, 10_000).unref());
	await Promise.race([Promise.allSettled(closing), limit]);
}
