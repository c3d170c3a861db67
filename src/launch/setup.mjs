// Runs before `npm start` and `npm test`, when node_modules may not exist yet: Node's own modules only.
import fs from 'node:fs';
import { findBrowser } from './browser.mjs';
import { install } from './install.mjs';
import { build } from './build.mjs';
import { ROOT } from './paths.mjs';
import { oneAtATime } from './one-at-a-time.mjs';

/** Ends the process when something cannot be made ready: npm has then said why. */
export function setup({ browser = false, onlyMissing = false } = {}) {
	process.chdir(ROOT);
	refuseOldNode();
	// An image is installed and built once and for all.
	if (process.env.SETUP === 'off') return;
	try {
		oneAtATime('.cache/setup', () => makeReady({ browser, onlyMissing }));
	} catch (error) {
		console.error(`[setup] could not make Entendu ready: ${error.message}`);
		process.exit(1);
	}
}

function makeReady({ browser, onlyMissing }) {
	install();
	build({ onlyMissing });
	if (browser) rememberBrowser();
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
function rememberBrowser() {
	const path = findBrowser();
	fs.writeFileSync('node_modules/.browser.json', JSON.stringify({ path }));
	console.error(
		path ? `[setup] browser: ${path}` : '[setup] no browser found or installed: set CHROMIUM_PATH'
	);
}

if (process.argv[1] === import.meta.filename)
	setup({ browser: process.argv.includes('--browser') });
