import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';
import { pageScript } from './src/vite/page-script.ts';

const words = paraglideVitePlugin({
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	// The server says the language (run-in.ts); in the browser it is the one of the page (hooks.client.ts).
	strategy: ['globalVariable', 'baseLocale'],
	// The same files as `npm run words`, so that a server and a test run do not pull the folder apart.
	outputStructure: 'message-modules'
});

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

/** Every project runs far from Europe, so that code which forgets a time zone fails loudly. */
const project = (name: string, include: string[], slow = false) => ({
	extends: true as const,
	test: {
		name,
		include,
		environment: 'node' as const,
		// The modules are read once per worker, not once per file: a third of the time, and a server that
		// goes on living is what runs outside too. A test that changes one puts it back.
		isolate: false,
		env: { TZ: 'Asia/Kathmandu' },
		// Not a measure: properties of long texts take their time on a busy machine.
		testTimeout: 60_000,
		...(slow && {
			globalSetup: ['tests/support/global-setup.ts'],
			// After the quick ones: they share the machine with a database.
			sequence: { groupOrder: 1 },
			hookTimeout: 120_000,
			maxWorkers: 2
		})
	}
});

export default defineConfig({
	plugins: [words, ...forms, sveltekit(), ...(process.env.VITEST ? [] : [pwa])],
	build: { target: 'es2022' },
	test: {
		expect: { requireAssertions: true },
		projects: [
			project('unit', ['src/**/*.test.ts']),
			project('guards', ['tests/guards/**/*.test.ts'], true),
			project('integration', ['tests/integration/**/*.test.ts'], true),
			project('scenarios', ['tests/scenarios/**/*.test.ts'], true),
			project('simulation', ['tests/simulation/**/*.test.ts'], true)
		]
	}
});
