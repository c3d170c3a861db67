import fs from 'node:fs';
import { npm } from './npm.mjs';
import { stage } from './stage.mjs';
import { hashOf, isFresh, stamp } from './stamp.mjs';

const STAMP = 'node_modules/.setup-stamp';

/** The exact packages of the lock file, whenever it or the machine changed. */
export async function install() {
	const wanted = `${hashOf(['package-lock.json'])} ${process.platform}-${process.arch}`;
	if (isFresh(STAMP, wanted)) return;
	if (isAlreadyInstalled()) return stamp(STAMP, wanted);
	await stage('Installing the packages', () =>
		npm('ci', '--include=dev', '--no-audit', '--no-fund')
	);
	stamp(STAMP, wanted);
}

/** Somebody ran `npm ci` by hand: npm leaves a copy of the lock file, and it is younger than ours. */
function isAlreadyInstalled() {
	const left = fs.statSync('node_modules/.package-lock.json', { throwIfNoEntry: false });
	const lock = fs.statSync('package-lock.json');
	return (
		left !== undefined && !fs.existsSync(STAMP) && left.mtimeMs > lock.mtimeMs && hasBuildTools()
	);
}

const hasBuildTools = () =>
	fs.existsSync('node_modules/vite') && fs.existsSync('node_modules/typescript');
