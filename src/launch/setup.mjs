// Runs before `npm start` and `npm test`, when node_modules may not exist yet: Node's own modules only.
import fs from 'node:fs';
import { findBrowser, findLightBrowser } from './browser.mjs';
import { install } from './install.mjs';
import { build } from './build.mjs';
import { installLighthouse } from './lighthouse.mjs';
import { ROOT } from './paths.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { Interrupted } from './run-quietly.mjs';

/** Ends the process when something cannot be made ready: the whole output then says why. */
export async function setup({ browser = false, lighthouse = false, onlyMissing = false } = {}) {
	process.chdir(ROOT);
	refuseOldNode();
	// An image is installed and built once and for all.
	if (process.env.SETUP === 'off') return;
	try {
		await oneAtATime('.cache/setup', () => makeReady({ browser, lighthouse, onlyMissing }));
	} catch (error) {
		if (error instanceof Interrupted) return endBy(error.signal);
		if (error.output) console.error(error.output);
		console.error(`Entendu could not be made ready: ${error.message}`);
		process.exit(1);
	}
}

/** As if nobody had caught it: whoever waits for us sees what ended us. */
function endBy(signal) {
	process.kill(process.pid, signal);
	process.exit(1);
}

async function makeReady({ browser, lighthouse, onlyMissing }) {
	await install();
	await build({ onlyMissing });
	if (browser) await rememberBrowser();
	if (lighthouse) await installLighthouse();
}

function refuseOldNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
	if (good) return;
	console.error(
		`Node ${process.version} is too old: Entendu needs 20.19 or later, 22.12 or later, or 24.`
	);
	process.exit(1);
}

/** Without one the end-to-end tests say so; on CI that is a failure (test.mjs counts it). */
async function rememberBrowser() {
	const path = await findBrowser();
	const light = path && (await findLightBrowser());
	fs.writeFileSync('node_modules/.browser.json', JSON.stringify({ path, light }));
	if (!path) console.error('  No browser found or installed: set CHROMIUM_PATH.');
}

if (process.argv[1] === import.meta.filename)
	await setup({
		browser: process.argv.includes('--browser'),
		lighthouse: process.argv.includes('--lighthouse')
	});
