import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/data');

/** Files somebody else collected, which are no part of the project: empty where they are not beside it. */
export function sharedFiles(folder: string, ending: string): { name: string; bytes: Buffer }[] {
	const from = path.join(FOLDER, folder);
	if (!fs.existsSync(from)) return [];
	return fs
		.readdirSync(from)
		.filter((name) => name.endsWith(ending) && !/^(?:SOURCE|LICENSE)/.test(name))
		.map((name) => ({ name, bytes: fs.readFileSync(path.join(from, name)) }));
}

/** Said where a test is left out, so that nobody takes silence for a proof. */
export const sharedTitle = (title: string, folder: string): string =>
	fs.existsSync(path.join(FOLDER, folder))
		? title
		: `${title} (left out: ../shared/data/${folder} is not there)`;
