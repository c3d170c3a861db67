// One live application per data folder: a file names the process and when that process started.
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, startTimeOf } from './processes.mjs';

const fileIn = (folder) => path.join(folder, 'owner');
const mine = () => `${process.pid} ${startTimeOf(process.pid)}`;

/** @throws when a live process has it */
export function takeFolder(folder) {
	const other = ownerOf(folder);
	if (other) throw inUse(other, folder);
	fs.rmSync(fileIn(folder), { force: true });
	try {
		fs.writeFileSync(fileIn(folder), mine(), { flag: 'wx' });
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		throw inUse(ownerOf(folder) ?? 0, folder);
	}
}

export function leaveFolder(folder) {
	if (ownerOf(folder) === process.pid) fs.rmSync(fileIn(folder), { force: true });
}

/** Number of the live process that has the folder. */
export function ownerOf(folder) {
	const [pid, started] = read(fileIn(folder)).split(' ');
	const live = Number(pid) && isAlive(Number(pid)) && startTimeOf(Number(pid)) === started;
	return live ? Number(pid) : null;
}

function read(file) {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

const inUse = (pid, folder) =>
	Object.assign(
		new Error(
			`Entendu already runs on ${folder} (process ${pid}). Stop it first, or give this one its own DATA_DIR and PORT.`
		),
		{ code: 'EINUSE' }
	);
