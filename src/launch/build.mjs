import { npm } from './npm.mjs';
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

/** The application and its command line, whenever a source changed. */
export function build() {
	const wanted = hashOf(SOURCES, ['paraglide']);
	if (isFresh(STAMP, wanted)) return;
	console.error('[setup] building (sources changed)…');
	npm('run', 'build', '--silent');
	stamp(STAMP, wanted);
}
