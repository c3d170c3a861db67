// Where the running server is found, for commands typed beside it: a file names the address and the
// process. It is ignored when that process is gone, so a crash leaves nothing that misleads.
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, startTimeOf } from './processes.mjs';

const fileIn = (dataDir) => path.join(dataDir, 'address');

export function writeAddress(dataDir, address, pid = process.pid) {
	fs.mkdirSync(dataDir, { recursive: true });
	fs.writeFileSync(fileIn(dataDir), `${pid} ${startTimeOf(pid)}\n${address}`);
}

/** Another server may meanwhile have written its own. */
export function removeAddress(dataDir) {
	if (read(dataDir)?.pid === process.pid) fs.rmSync(fileIn(dataDir), { force: true });
}

/** @returns {string | null} */
export function servedAddress(dataDir) {
	const found = read(dataDir);
	const isLive = found && isAlive(found.pid) && startTimeOf(found.pid) === found.started;
	return isLive ? found.address : null;
}

function read(dataDir) {
	const file = fileIn(dataDir);
	if (!fs.existsSync(file)) return null;
	const [owner = '', address = ''] = fs.readFileSync(file, 'utf8').split('\n');
	const [pid = '', started = ''] = owner.split(' ');
	return Number(pid) && address ? { pid: Number(pid), started, address } : null;
}
