// `npm test`: everything that can be checked, in one command, ending with what failed and one line of numbers.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';
import { playwrightFailures, vitestFailures, vitestLeftOut } from './test-failures.mjs';
import { playwrightTimes, vitestTimes } from './test-times.mjs';

process.chdir(ROOT);
const isWindows = process.platform === 'win32';
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-reports-'));

// The words and the types of the routes, before two readers of them work side by side.
const isReady = run(['npm', 'run', '--silent', 'ready']);
const [types, lint] = await Promise.all([
	command('npm', 'run', '--silent', 'types'),
	command('npm', 'run', '--silent', 'lint')
]);

/** What failed, filled as the runners end. @type {{ name: string, message: string }[]} */
const failures = [];
/** What did not run, filled likewise. @type {string[]} */
const leftOut = [];
/** Where the minutes went, filled likewise. @type {{ name: string, seconds: number }[]} */
const times = [];
const results = [
	['types', isReady ? types : { passed: 0, failed: 1, skipped: 0 }],
	['lint', lint],
	['tests', vitest()],
	['browser', hasBrowser() ? playwright() : withoutBrowser()]
];

fs.rmSync(reports, { recursive: true, force: true });
const sum = (name) => results.reduce((total, [, counts]) => total + counts[name], 0);
console.log('\nThe longest files, in seconds');
for (const { name, seconds } of times) console.log(`${String(seconds).padStart(5)}  ${name}`);
console.log('');
for (const name of leftOut) console.log(`LEFT OUT ${name}`);
if (leftOut.length > 0) console.log('');
for (const { name, message } of failures) console.log(`FAILED ${name}\n${message}\n`);
for (const [name, { passed, failed, skipped }] of results)
	console.log(`${name.padEnd(8)} ${passed} passed, ${failed} failed, ${skipped} skipped`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

/** A command that passes or fails as a whole counts as one test; it says its piece when it is over. */
async function command(name, ...args) {
	const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: isWindows });
	const said = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
	const isGood = await new Promise((done) => {
		child.on('error', (fault) => (said.push(`${fault}\n`), done(false)));
		child.on('close', (code) => done(code === 0));
	});
	process.stdout.write(Buffer.concat(said.map((piece) => Buffer.from(piece))));
	return { passed: Number(isGood), failed: Number(!isGood), skipped: 0 };
}

function vitest() {
	const file = path.join(reports, 'vitest.json');
	const isGood = run([
		'npx',
		'vitest',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	]);
	failures.push(...vitestFailures(file));
	leftOut.push(...vitestLeftOut(file));
	times.push(...vitestTimes(file));
	return vitestCounts(file, isGood);
}

function playwright() {
	const file = path.join(reports, 'playwright.json');
	const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
	const isGood = run(['npx', 'playwright', 'test', '-c', 'tests/e2e', '--reporter=list,json'], env);
	failures.push(...playwrightFailures(file));
	times.push(...playwrightTimes(file));
	return playwrightCounts(file, isGood);
}

/** setup.mjs --browser looked for one and wrote down what it found. */
function hasBrowser() {
	const file = 'node_modules/.browser.json';
	const { path: found } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
	return Boolean(found) && fs.existsSync(found);
}

function withoutBrowser() {
	console.error(
		'No browser: the end-to-end tests did not run. Install Chromium or set CHROMIUM_PATH.'
	);
	const isFailure = Boolean(process.env.CI) && process.env.CI !== 'false';
	return { passed: 0, failed: Number(isFailure), skipped: Number(!isFailure) };
}

function run([name, ...args], settings = {}) {
	const env = { ...process.env, ...settings };
	return spawnSync(name, args, { stdio: 'inherit', env, shell: isWindows }).status === 0;
}
