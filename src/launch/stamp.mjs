// A stamp file holds the hash of what something was made from: the same hash, and it need not be made again.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export function isFresh(file, hash) {
	return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash;
}

export const stamp = (file, hash) => fs.writeFileSync(file, hash);

/** Hash of files and folders; `skipped` are names of files and folders that are themselves made. */
export function hashOf(paths, skipped = []) {
	const hash = createHash('sha256');
	for (const file of paths.flatMap((start) => filesUnder(start, skipped)))
		hash.update(`${file}\0`).update(fs.readFileSync(file)).update('\0');
	return hash.digest('hex');
}

function filesUnder(start, skipped) {
	const found = fs.statSync(start, { throwIfNoEntry: false });
	if (!found || skipped.includes(path.basename(start))) return [];
	if (!found.isDirectory()) return [start];
	const names = fs.readdirSync(start).sort();
	return names.flatMap((name) => filesUnder(path.posix.join(start, name), skipped));
}
