import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import type { PluginOption } from 'vite';
import { defineConfig } from 'vitest/config';
import { forgetWords, makeWords, WORDS } from './src/launch/words.mjs';
import { leanScripts } from './src/vite/lean-scripts.ts';
import { pageScript } from './src/vite/page-script.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

/** While somebody develops, words are compiled again with every change; otherwise once, before all else. */
const words = (isDeveloping: boolean): PluginOption =>
	isDeveloping
		? [{ name: 'changing-words', configResolved: forgetWords }, paraglideVitePlugin(WORDS)]
		: { name: 'words', configResolved: makeWords };

const pwa = SvelteKitPWA({
	strategies: 'injectManifest',
	srcDir: 'src',
	filename: 'service-worker.ts',
	injectRegister: false,
	manifest: false,
	injectManifest: {
		globPatterns: ['client/**/*.{js,css,svg,png,webmanifest,woff2}', 'prerendered/**/*.html'],
		// Of the mailbox alone: nobody reads it without the server.
		globIgnores: ['client/fit-mails.js']
	}
});

const forms = [
	pageScript('new-dispute', 'src/routes/p/[token]/disputes/new/hydrate.ts'),
	pageScript('amend-dispute', 'src/routes/p/[token]/disputes/[reference]/amend/hydrate.ts')
];

const isTested = Boolean(process.env.VITEST);

/** Every project runs far from Europe, so that code which forgets a time zone fails loudly. */
const project = (name: string, include: string[], more = {}) => ({
	extends: true as const,
	test: {
		name,
		include,
		environment: 'node' as const,
		// The modules are read once per worker, not once per file: a third of the time, and a server that
		// goes on living is what runs outside too. A test that changes one puts it back.
		isolate: false,
		// Four thousand small modules, plain already: Node reads them itself, four times as fast.
		server: { deps: { external: [/\/i18n\/paraglide\//] } },
		env: { TZ: 'Asia/Kathmandu' },
		maxWorkers: 2,
		// Not a measure: properties of long texts take their time on a busy machine.
		testTimeout: 60_000,
		...more
	}
});

/** After the quick ones: they share the machine with a database. One project, so that its modules are read once. */
const withDatabase = {
	globalSetup: ['tests/support/global-setup.ts'],
	sequence: { groupOrder: 1 },
	hookTimeout: 120_000
};

export default defineConfig(({ command }) => ({
	plugins: [
		words(command === 'serve' && !isTested),
		...forms,
		sveltekit(),
		leanScripts('static'),
		...(isTested ? [] : [pwa])
	],
	build: { target: 'es2022' },
	test: {
		// What is waited for is a fact, not a pace: a busy machine takes its time.
		expect: { requireAssertions: true, poll: { timeout: 30_000 } },
		sequence: { sequencer: LongestFirst },
		projects: [
			project('unit', ['src/**/*.test.ts']),
			project('database', ['tests/**/*.test.ts'], withDatabase)
		]
	}
}));
