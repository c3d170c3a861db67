import { createHash } from 'node:crypto';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { minify, type MinifyOptions } from 'terser';
import { build, type Plugin } from 'vite';
import { LANGUAGES, type Language } from '../lib/domain/language.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Kit serves this folder with a year of cache, and the service worker keeps what a page names of it. */
const FOLDER = '_app/immutable/entry';
const LEAN: MinifyOptions = { module: true, ecma: 2020, compress: { passes: 2 } };

interface Script {
	fileName: string;
	code: string;
}

/**
 * A page without kit's client that wakes up by its own script: one file per language, with its own small
 * Svelte and only its own words (docs/decisions/own-form-script.md).
 * `virtual:page-script/<name>` is the address of each, by language; while developing it is the module itself.
 */
export function pageScript(name: string, entry: string): Plugin {
	const id = `virtual:page-script/${name}`;
	let isServing = false;
	let made: Promise<Record<Language, Script>> | undefined;
	const scripts = () => (made ??= inEveryLanguage(name, entry));
	return {
		name: `page-script-${name}`,
		configResolved: ({ command }) => void (isServing = command === 'serve'),
		resolveId: (source) => (source === id ? `\0${id}` : null),
		async load(source) {
			if (source !== `\0${id}`) return null;
			const address = async (language: Language) =>
				isServing ? encodeURI(`/${entry}`) : `/${(await scripts())[language].fileName}`;
			const pairs = LANGUAGES.map(async (language) => [language, await address(language)]);
			return `export default ${JSON.stringify(Object.fromEntries(await Promise.all(pairs)))}`;
		},
		async generateBundle() {
			if (this.environment.config.consumer !== 'client') return;
			for (const { fileName, code } of Object.values(await scripts()))
				this.emitFile({ type: 'asset', fileName, source: code });
		}
	};
}

async function inEveryLanguage(name: string, entry: string): Promise<Record<Language, Script>> {
	const made = {} as Record<Language, Script>;
	for (const language of LANGUAGES) {
		const code = await bundled(entry, language);
		const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
		made[language] = { code, fileName: `${FOLDER}/${name}-${language}.${hash}.js` };
	}
	return made;
}

async function bundled(entry: string, language: Language): Promise<string> {
	const result = await build({
		configFile: false,
		root,
		logLevel: 'warn',
		plugins: [oneLanguage(language), svelte({ configFile: false })],
		resolve: { alias: { $lib: path.join(root, 'src/lib') } },
		build: {
			write: false,
			target: 'es2022',
			modulePreload: false,
			// Its styles are those of the page, which the server sent.
			cssCodeSplit: false,
			rolldownOptions: { input: path.join(root, entry), output: { codeSplitting: false } }
		}
	});
	const { output } = (Array.isArray(result) ? result[0]! : result) as {
		output: { type: string; code?: string }[];
	};
	return smaller(output.find(({ type }) => type === 'chunk')!.code!);
}

/**
 * What the bundler has made small already, a twentieth smaller still: every customer downloads it. Twice,
 * because names are given anew in between: 170 bytes of gzip that further passes of one run do not find.
 */
async function smaller(code: string): Promise<string> {
	const once = await minify(code, LEAN);
	return (await minify(once.code!, LEAN)).code!;
}

/** The words of the other languages are never reached, and so left out. */
const oneLanguage = (language: Language): Plugin => ({
	name: 'one-language',
	enforce: 'pre',
	transform(code, id) {
		const spoken = JSON.stringify(language);
		if (id.endsWith('/paraglide/runtime.js'))
			return `export const getLocale = () => ${spoken}; export const overwriteGetLocale = () => {};
				export const experimentalStaticLocale = ${spoken};`;
		return id.includes('/paraglide/messages/')
			? code.replace('experimentalStaticLocale ?? options.locale ?? getLocale()', spoken)
			: null;
	}
});
