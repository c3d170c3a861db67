// The words of the screens as modules: compiled when one of them changed, for it takes twenty seconds.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { hashOf, isFresh, stamp } from './stamp.mjs';

const PROJECT = path.join(ROOT, 'src/lib/i18n/project.inlang');
const MADE = path.join(ROOT, 'src/lib/i18n/paraglide');
/** Among what it speaks for: whoever clears the folder clears the stamp. */
const STAMP = path.join(MADE, '.stamp');

/**
 * For the development server too, which compiles again while somebody writes.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const WORDS = {
	project: PROJECT,
	outdir: MADE,
	// The server says the language (run-in.ts); in the browser it is the one of the page (hooks.client.ts).
	strategy: ['globalVariable', 'baseLocale'],
	outputStructure: 'message-modules'
};

export async function makeWords() {
	const wanted = wordsHash();
	if (isFresh(STAMP, wanted)) return;
	const { compile } = await import('@inlang/paraglide-js');
	// As the plug-in of Vite has it: the browser leaves out what is the server's.
	const isServer = "import.meta.env?.SSR ?? typeof window === 'undefined'";
	await compile({ ...WORDS, isServer });
	stamp(STAMP, wanted);
}

/** Somebody else writes them from now on. */
export const forgetWords = () => fs.rmSync(STAMP, { force: true });

const wordsHash = () =>
	hashOf([
		path.join(ROOT, 'src/lib/i18n/messages'),
		path.join(PROJECT, 'settings.json'),
		path.join(ROOT, 'node_modules/@inlang/paraglide-js/package.json'),
		path.join(ROOT, 'node_modules/@inlang/plugin-message-format/package.json'),
		import.meta.filename
	]);

if (process.argv[1] === import.meta.filename) await makeWords();
