import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { LANGUAGES, type Language } from '../../../src/lib/domain/language';
import { addressOf, routesOf } from '../support/addresses';
import { demoWorld, type DemoWorld } from '../support/demo-world';
import { openIn } from '../support/open-in';
import { edgelessOn, movingOn } from '../support/preferences';
import { faultsAtNight, faultsOfForm, faultsOn, showOn, tooWide } from '../support/sound';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DATA = path.join(ROOT, process.env.E2E_DATA_DIR ?? '.data/e2e');
/** Each language of the house where it is longest or densest: axe asks the same of both, and the same at every width. */
const SCREENS: Partial<Record<Language, number>> = { fr: 390, en: 1280 };
const WIDTHS = [320, 390, 1280];

/** Every page a customer or a resolver can open, and those they meet without a link that works. */
const PAGES = (['portal', 'resolver', 'open'] as const)
	.flatMap((kind) => routesOf(kind).map(([route]) => route))
	.filter((route) => /^\/[pr]\//.test(route) && isPage(route) && !route.includes('[secret]'));
const DEAD = ['/p/', '/r/'].map((door) => door + 'x'.repeat(43));

function isPage(route: string): boolean {
	return fs.existsSync(path.join(ROOT, 'src/routes', route, '+page.svelte'));
}

let world: DemoWorld;
let page: Page;
const foreign: string[] = [];

test.beforeAll(async ({ browser }) => {
	world = await demoWorld(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), DATA);
	page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
	const ours = new URL(test.info().project.use.baseURL!).host;
	page.on('request', (request) => {
		const { host, protocol } = new URL(request.url());
		if (/^http/.test(protocol) && host !== ours) foreign.push(request.url());
	});
});
test.afterAll(() => page?.context().close());

/** What breaks at a width is looked for at all of them; the other languages have the same pages with longer words. */
async function checkEverywhere(address: string, language: Language): Promise<string[]> {
	const faults = language in SCREENS ? await faultsIn(language) : await sidewaysAt(WIDTHS[0]!);
	return faults.map((fault) => `${address} ${fault}`);
}

async function faultsIn(language: Language): Promise<string[]> {
	const found: string[] = [];
	for (const width of WIDTHS) {
		const screen = { colorScheme: 'light', width } as const;
		if (width !== SCREENS[language]) found.push(...(await faultsOfForm(page, screen)));
		else found.push(...(await faultsOn(page, screen)), ...(await faultsAtNight(page, screen)));
	}
	return found;
}

async function sidewaysAt(width: number): Promise<string[]> {
	await showOn(page, { colorScheme: 'light', width });
	return (await tooWide(page)) ? ['scrolls sideways'] : [];
}

/** With colours of the system, whatever can be pressed still has an edge or is underlined text. */
const edgeless = () => edgelessOn(page);

/** Whoever asks for less motion sees none longer than a blink. */
const moving = () => movingOn(page);

for (const language of LANGUAGES)
	for (const route of [...PAGES, ...DEAD])
		test(`${route} is sound in ${language} at every width, by day and by night`, async () => {
			const address = DEAD.includes(route) ? route : addressOf(route, world.ours);
			await openIn(page, language, address);
			expect(await checkEverywhere(route, language)).toEqual([]);
			await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
			expect(await edgeless()).toEqual([]);
			expect(await moving()).toEqual([]);
			expect(foreign).toEqual([]);
		});
