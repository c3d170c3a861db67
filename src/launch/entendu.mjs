// `npm run entendu -- <command>`: joins the database of a running server, or starts it for this command.
import path from 'node:path';
import { bearClosedPipe } from './closed-pipe.mjs';
import { ROOT } from './paths.mjs';
import { loadCommandSettings } from './settings.mjs';
import { setup } from './setup.mjs';

bearClosedPipe();
const typedIn = process.cwd();
await setup({ onlyMissing: true });
loadCommandSettings();
// Paths are typed relative to the folder the person is in; npm says which, and moves us to the root.
process.env.INIT_CWD ??= typedIn;
process.env.LOG ||= 'silent';

process.exitCode = await run();

async function run() {
	const database = process.env.DATABASE_URL ? null : await openDatabase();
	try {
		if (database) process.env.DATABASE_URL = database.url;
		const { main } = await import(path.join(ROOT, 'build/cli/entendu.js'));
		return await main(process.argv.slice(2));
	} finally {
		await database?.stop();
	}
}

async function openDatabase() {
	// node_modules may have been made by setup() just now.
	const { joinOrStartDatabase } = await import('./embedded-database.mjs');
	return joinOrStartDatabase({ dataDir: process.env.DATA_DIR, say: (text) => console.error(text) });
}
