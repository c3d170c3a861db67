import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** @returns {string | null} path of a Chromium: the one told, one of this system, or Debian's installed now */
export function findBrowser() {
	const told = process.env.CHROMIUM_PATH;
	if (told) return fs.existsSync(told) ? told : null;
	return installed() ?? (installFromDebian() ? installed() : null);
}

const installed = () => PLACES.find((place) => fs.existsSync(place)) ?? null;

function installFromDebian() {
	if (!fs.existsSync('/usr/bin/apt-get')) return false;
	console.error('[setup] no browser: installing chromium with apt-get…');
	return (
		apt('update', '-qq') &&
		apt(
			'install',
			'-y',
			'-qq',
			'--no-install-recommends',
			'-o',
			'DPkg::Lock::Timeout=300',
			'chromium'
		)
	);
}

function apt(...args) {
	const command =
		process.getuid() === 0 ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return spawnSync(command[0], command.slice(1), { stdio: ['inherit', 2, 2], env }).status === 0;
}
