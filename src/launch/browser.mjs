import fs from 'node:fs';
import path from 'node:path';
import { Interrupted, runQuietly } from './run-quietly.mjs';
import { stage } from './stage.mjs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** The same browser without windows: Debian packs it apart. A page costs a third of the time in it. */
const LIGHT = '/usr/bin/chromium-headless-shell';

/** @returns {Promise<string | null>} path of a Chromium: the one told, one of this system, or Debian's installed now */
export async function findBrowser() {
	const told = process.env.CHROMIUM_PATH;
	if (told) return fs.existsSync(told) ? told : null;
	return installed() ?? (await installFromDebian(['chromium', path.basename(LIGHT)], installed));
}

/**
 * For every page that shows no notification, which this one cannot. Whoever named a browser wants that one.
 * @returns {Promise<string | null>} null: the whole one serves for all
 */
export async function findLightBrowser() {
	if (process.env.CHROMIUM_PATH) return null;
	const known = light();
	if (known || !process.env.CI) return known;
	return installFromDebian([path.basename(LIGHT)], light);
}

const installed = () => PLACES.find((place) => fs.existsSync(place)) ?? null;
const light = () => (fs.existsSync(LIGHT) ? LIGHT : null);

async function installFromDebian(names, found) {
	if (!fs.existsSync('/usr/bin/apt-get')) return null;
	try {
		await stage('Installing a browser for the tests', () => installPackages(names));
	} catch (error) {
		if (error instanceof Interrupted) throw error;
		console.error(error.output ?? error.message);
	}
	return found();
}

async function installPackages(names) {
	await apt('update', '-qq');
	const quietly = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
	await apt('install', ...quietly, ...names);
}

function apt(...args) {
	const [command, ...before] = process.getuid() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return runQuietly(command, [...before, ...args], { env });
}
