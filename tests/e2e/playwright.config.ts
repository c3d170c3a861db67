import { defineConfig } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PORT = Number(process.env.E2E_PORT ?? 4173);
const ADDRESS = `http://localhost:${PORT}`;

/** Found or installed by src/launch/setup.mjs --browser. */
const browser = JSON.parse(
	fs.readFileSync(path.join(ROOT, 'node_modules/.browser.json'), 'utf8')
) as { path: string | null; light?: string | null };
/** A page costs a third of the time in the one without windows; it shows no notifications. */
const executablePath = browser.light ?? browser.path ?? undefined;

/** Without a browser, or of no screen in particular: once, not once per screen. */
const WITHOUT_PAGE = /(access|robustness).*\.spec\.ts/;
const EVERY_SCREEN = /sound(-states|-offers)?\.spec\.ts/;
/** A server of its own: nothing another test does meets it. */
const APART = /(scanner|robustness-start)\.spec\.ts/;
/** Of no house in particular: both. */
const ONCE = /(follow|bytes|creditor)\.spec\.ts/;
/**
 * What a device keeps, shrinks and sends later, and what a customer or a resolver does with a thumb, is the same in every
 * house: a telephone's business. The journeys that go through the whole of it are done on both screens.
 */
const ON_PHONE =
	/(own-host|device|kept|left-behind|offline|uploads|files|asleep|typed|told|on-its-way|resolver-asks|mentions|owed)\.spec\.ts/;
/** What needs keys or a letter more than a screen, or somebody who sits down to it: a desk's. */
const ON_DESKTOP =
	/(queue|triage|live|keyboard|links|correct|amend|brand|paper|spoken|notifications|drafts|settings-reasons|custom-fields|erasure|money|large-account|merge|credit-answers|proof|search|seen-as-customer|unseen-forms)\.spec\.ts/;

/** No sandbox inside containers, and not a word to any host but ours. */
const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The one that shows notifications. */
export const WHOLE_BROWSER = { executablePath: browser.path ?? undefined, args };

/** Signs the mails that come in, of this run alone. */
export const INBOUND_SECRET = 'x'.repeat(40);

export default defineConfig({
	testDir: '.',
	globalSetup: './support/houses.ts',
	outputDir: path.join(ROOT, 'test-results'),
	// Hundreds of megabytes of files that people chose are of no use once all went well.
	preserveOutput: 'failures-only',
	// One world, one server: the stories of one house follow each other, and two houses never meet. Two keep both cores
	// at work: with three, the whole took as long, and the checks that nothing was written met the stories.
	workers: 2,
	fullyParallel: false,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 60_000,
	expect: { timeout: 10_000 },
	use: {
		baseURL: ADDRESS,
		// A film of every step costs as much as the journey itself: TRACE=on where somebody looks for a fault.
		trace: process.env.TRACE === 'on' ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure',
		launchOptions: { executablePath, args }
	},
	projects: [
		{
			name: 'phone',
			workers: 1,
			testIgnore: [WITHOUT_PAGE, APART, EVERY_SCREEN, ONCE, ON_DESKTOP],
			use: {
				viewport: { width: 390, height: 844 },
				locale: 'fr-FR',
				timezoneId: 'Europe/Paris',
				hasTouch: true,
				isMobile: true
			}
		},
		{
			name: 'desktop',
			workers: 1,
			testIgnore: [WITHOUT_PAGE, APART, EVERY_SCREEN, ONCE, ON_PHONE],
			use: { viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/London' }
		},
		// Two halves of one file: each page is looked at in each language, which takes longest of all.
		{ name: 'screens-fr', workers: 1, testMatch: EVERY_SCREEN, grep: / in (fr|de) / },
		{ name: 'screens-en', workers: 1, testMatch: EVERY_SCREEN, grepInvert: / in (fr|de) / },
		// In two, so that neither of the two workers is left alone with all of it at the end.
		{ name: 'apart', workers: 1, testMatch: APART },
		{ name: 'server', workers: 1, testMatch: [WITHOUT_PAGE, ONCE], testIgnore: APART }
	],
	webServer: {
		command: 'node tests/e2e/support/serve.mjs',
		cwd: ROOT,
		url: `${ADDRESS}/login`,
		timeout: 120_000,
		reuseExistingServer: false,
		stdout: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
		env: {
			PORT: String(PORT),
			ORIGIN: ADDRESS,
			DATA_DIR: '.data/e2e',
			DEMO: 'on',
			LOG: 'silent',
			DATABASE_URL: '',
			SMTP_URL: '',
			INBOUND_SECRET,
			CLOCK: ''
		}
	}
});
