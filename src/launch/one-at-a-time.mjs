import fs from 'node:fs';
import path from 'node:path';
import { isAlive, wait } from './processes.mjs';

/** Two commands typed at once do not install or build over each other: the second waits. */
export async function oneAtATime(lock, work) {
	fs.mkdirSync(path.dirname(lock), { recursive: true });
	let told = false;
	while (!take(lock)) {
		if (!told) console.error('  Waiting for another command that installs or builds…');
		told = true;
		await wait(200);
	}
	try {
		await work();
	} finally {
		fs.rmSync(lock, { force: true });
	}
}

function take(lock) {
	try {
		fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		dropDead(lock);
		return false;
	}
}

/** Left behind by a process that was killed. */
function dropDead(lock) {
	const text = fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : '';
	if (text && !isAlive(Number(text))) fs.rmSync(lock, { force: true });
}
