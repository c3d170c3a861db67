import fs from 'node:fs';
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

/** @returns {Promise<string | null>} path of a Chromium: the one told, one of this system, or Debian's installed now */
export async function findBrowser() {
	const told = process.env.CHROMIUM_PATH;
	if (told) return fs.existsSync(told) ? told : null;
	return installed() ?? (await installFromDebian());
}

const installed = () => PLACES.find((place) => fs.existsSync(place)) ?? null;

async function installFromDebian() {
	if (!fs.existsSync('/usr/bin/apt-get')) return null;
	try {
		await stage('Installing a browser for the tests', installChromium);
	} catch (error) {
		if (error instanceof Interrupted) throw error;
		console.error(error.output ?? error.message);
	}
	return installed();
}

async function installChromium() {
	await apt('update', '-qq');
	await apt(
		'install',
		'-y',
		'-qq',
		'--no-install-recommends',
		'-o',
		'DPkg::Lock::Timeout=300',
		'chromium'
	);
}

function apt(...args) {
	const [command, ...before] = process.getuid() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return runQuietly(command, [...before, ...args], { env });
}
