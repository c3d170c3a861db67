import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Makes plain modules for Node of a file that uses the application, as the command line is made.
 * Inside the folder of packages, so that they are found. @returns the file to start
 */
export async function bundle(entry: string, name: string): Promise<string> {
	const outDir = path.join(ROOT, 'node_modules/.cache/entendu', name);
	await build({
		configFile: path.join(ROOT, 'src/cli/vite.config.ts'),
		root: ROOT,
		build: { ssr: entry, outDir, emptyOutDir: true, copyPublicDir: false },
		logLevel: 'error'
	});
	return path.join(outDir, `${path.basename(entry, '.ts')}.js`);
}
