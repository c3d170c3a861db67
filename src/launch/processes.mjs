import fs from 'node:fs';

export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Tells a process from a later one that got the same number; empty where /proc does not exist. */
export function startTimeOf(pid) {
	try {
		return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
	} catch {
		return '';
	}
}

/** Name of the program, or null when the system does not tell. */
export function programOf(pid) {
	try {
		return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
	} catch {
		return null;
	}
}

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** @returns {Promise<boolean>} whether it became true in time */
export async function until(condition, ms) {
	for (let waited = 0; waited < ms; waited += 50) {
		if (condition()) return true;
		await wait(50);
	}
	return condition();
}

/**
 * npm runs us under `sh -c` and sends SIGTERM to that shell only: when it is gone, so are we.
 * @returns what undoes it
 */
export function whenShellEnds(listener) {
	if (!process.env.npm_lifecycle_event || process.platform === 'win32') return () => {};
	const shell = process.ppid;
	const look = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(look);
		listener();
	}, 500).unref();
	return () => clearInterval(look);
}

/** PostgreSQL refuses to run as root: an account without rights that exists everywhere, none made. */
export function unprivilegedAccount(existing) {
	if (process.getuid?.() !== 0) return {};
	const owner = fs.statSync(existing, { throwIfNoEntry: false });
	if (owner?.uid) return { uid: owner.uid, gid: owner.gid };
	const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const name of ['postgres', 'nobody']) {
		const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
		if (uid) return { uid: Number(uid), gid: Number(gid) };
	}
	throw new Error(
		'Started as root, and neither "postgres" nor "nobody" exists to run PostgreSQL: set DATABASE_URL.'
	);
}
