import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');
const made = new Map<string, Promise<string>>();

/**
 * Makes plain modules for Node of a file that uses the application, as the command line is made: once for all
 * test files that follow each other in this process. Inside the folder of packages, so that they are found.
 * @returns the file to start
 */
export function bundle(entry: string): Promise<string> {
	const found = made.get(entry) ?? make(entry);
	made.set(entry, found);
	return found;
}

async function make(entry: string): Promise<string> {
	const name = path.basename(entry, '.ts');
	// One per process: emptied by another, it would be gone under the feet of those that are just starting.
	const folder = `${name}-${process.pid}`;
	const outDir = path.join(ROOT, 'node_modules/.cache/entendu', folder);
	process.once('exit', () => fs.rmSync(outDir, { recursive: true, force: true }));
	await build({
		configFile: path.join(ROOT, 'src/cli/vite.config.ts'),
		root: ROOT,
		build: { ssr: entry, outDir, emptyOutDir: true, copyPublicDir: false },
		logLevel: 'error'
	});
	return path.join(outDir, `${name}.js`);
}
