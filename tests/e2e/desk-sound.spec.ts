import { expect, test, type Browser, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { ROLES, type Role } from '../../src/lib/domain/access';
import { letsIn, type Door } from '../guards/access-table';
import { addressOf, routesOf } from './support/addresses';
import { filledWorld, type Sessions } from './support/filled-world';
import type { DemoWorld } from './support/demo-world';
import { openIn } from './support/open-in';
import { faultsAtNight, faultsOn } from './support/sound';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DATA = path.join(ROOT, process.env.E2E_DATA_DIR ?? '.data/e2e');
/** Each language where it is longest or densest: axe asks the same of both. */
const SCREENS = { fr: 390, en: 1280 } as const;

/** Every page staff can open. */
const PAGES = routesOf('desk').filter(([route]) =>
	fs.existsSync(path.join(ROOT, 'src/routes', route, '+page.svelte'))
);

let world: DemoWorld;
let sessions: Sessions;
const pages = new Map<Role, Page>();

test.beforeAll(async () => {
	({ world, sessions } = await filledWorld(test.info().project.use.baseURL!, DATA));
});
test.afterAll(async () => {
	for (const page of pages.values()) await page.context().close();
});

/** Signed in as whoever the page is for: whoever may do most of those it lets in. */
async function pageFor(browser: Browser, door: Door): Promise<Page> {
	const role = ROLES.findLast((each) => letsIn(door, each))!;
	const known = pages.get(role);
	if (known) return known;
	const context = await browser.newContext({ reducedMotion: 'reduce' });
	await context.addCookies([
		{ name: 'entendu_session', value: sessions[role], url: test.info().project.use.baseURL! }
	]);
	const page = await context.newPage();
	pages.set(role, page);
	return page;
}

for (const language of ['fr', 'en'] as const)
	for (const [route, door] of PAGES)
		test(`${route} is sound in ${language} at ${SCREENS[language]} px, by day and by night`, async ({
			browser
		}) => {
			const page = await pageFor(browser, door);
			const answer = await openIn(page, language, addressOf(route, world.ours));
			expect(answer.status()).toBe(200);
			const screen = { colorScheme: 'light', width: SCREENS[language] } as const;
			const found = [...(await faultsOn(page, screen)), ...(await faultsAtNight(page, screen))];
			expect(found).toEqual([]);
		});
