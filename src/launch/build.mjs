import fs from 'node:fs';
import { npm } from './npm.mjs';
import { stage } from './stage.mjs';
import { hashOf, isFresh, stamp } from './stamp.mjs';

const STAMP = 'build/.stamp';
const SOURCES = [
	'src',
	'static',
	'emails',
	'drizzle',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];

/** Written by the compiler of the words while it builds. */
export const MADE = ['paraglide', '.gitignore', '.meta.json', 'README.md'];

export const sourcesHash = () => hashOf(SOURCES, MADE);

/**
 * The application and its command line, whenever a source changed; `onlyMissing`, when there is none
 * yet: a server that runs from this folder must keep the files it serves.
 */
export async function build({ onlyMissing = false } = {}) {
	const wanted = sourcesHash();
	if (isFresh(STAMP, wanted) || (onlyMissing && fs.existsSync(STAMP))) return;
	await stage('Building the application (a few minutes)', () => npm('run', 'build', '--silent'));
	stamp(STAMP, wanted);
}
