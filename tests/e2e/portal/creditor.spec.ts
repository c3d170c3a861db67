import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { addressOf, routesOf } from '../support/addresses';
import { askOwner, demoWorld, type DemoWorld } from '../support/demo-world';
import { violations } from '../support/sound';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DATA = path.join(ROOT, process.env.E2E_DATA_DIR ?? '.data/e2e');
const url = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');
const PAGES = routesOf('portal')
	.map(([route]) => route)
	.filter((route) => fs.existsSync(path.join(ROOT, 'src/routes', route, '+page.svelte')));
const CREDITOR = 'Gantier SA';

let world: DemoWorld;
let page: Page;
test.beforeAll(async ({ browser }) => {
	world = await demoWorld(url(), DATA);
	page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
});
test.afterAll(() => page?.context().close());

/** Each place in which our own name is read. */
const ours = () =>
	page.evaluate(() => {
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const found: string[] = [];
		while (texts.nextNode()) {
			const within = texts.currentNode.parentElement!;
			const isRead = !within.closest('script, style, template, noscript');
			if (isRead && /entendu/i.test(texts.currentNode.textContent!))
				found.push(within.closest('footer') ? 'footer' : texts.currentNode.textContent!.trim());
		}
		for (const { alt } of document.images) if (/entendu/i.test(alt)) found.push(alt);
		return found;
	});

test('every page of a customer bears the name of its creditor, and ours once, in its foot', async () => {
	expect(PAGES.length).toBeGreaterThan(12);
	for (const route of PAGES) {
		await page.goto(addressOf(route, world.ours));
		const home = page.locator('header').getByRole('link', { name: CREDITOR });
		await expect(home, route).toBeVisible();
		// The house has a logo: it is drawn, and its words are the name.
		await expect(home.locator('img'), route).toHaveJSProperty('complete', true);
		await expect(page, route).toHaveTitle(new RegExp(CREDITOR));
		expect([route, await page.title()].join(' ')).not.toMatch(/entendu/i);
		expect([route, ...(await ours())]).toEqual([route, 'footer']);
	}
});

const COLOURED = ['/p/[token]', '/p/[token]/pay', '/p/[token]/disputes/[reference]', '/r/[token]'];
const brandOf = (place: string) =>
	page.locator(place).evaluate((one) => getComputedStyle(one).getPropertyValue('--brand'));

/** A colour for those who love pastels, and one for those who love ink. */
for (const accent of ['#fff3b0', '#060a2b'])
	test(`${accent} is the creditor’s colour, and every word can still be read`, async () => {
		const [before] = await paint(accent);
		try {
			for (const route of COLOURED) {
				await page.goto(addressOf(route, world.ours));
				for (const colorScheme of ['light', 'dark'] as const) {
					await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					expect(await brandOf('main'), route).not.toBe(await brandOf('html'));
					const bad = await violations(page, ['wcag2aa']);
					expect([route, colorScheme, ...bad]).toEqual([route, colorScheme]);
				}
			}
		} finally {
			await paint(before!.accent);
		}
	});

/** @returns what it was */
const paint = (accent: string) =>
	askOwner(url(), (query) =>
		query<{ accent: string }>(
			`update organisation o set accent = $1 from organisation b
			where b.id = o.id and o.name = $2 returning b.accent`,
			[accent, CREDITOR]
		)
	);

test('whoever answers reads the whole name of each file of the case', async () => {
	const name = `${'photo-de-la-palette-au-quai-'.repeat(4)}0001.jpg`;
	const [before] = await rename(name);
	try {
		for (const width of [390, 1280]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto(addressOf('/r/[token]', world.ours));
			const shown = page.getByText(name, { exact: true }).first();
			await expect(shown).toBeVisible();
			const isCut = await shown.evaluate(
				({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
					scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
			);
			expect([width, isCut]).toEqual([width, false]);
		}
	} finally {
		await rename(before!.name);
	}
});

/** @returns what it was */
const rename = (name: string) =>
	askOwner(url(), (query) =>
		query<{ name: string }>(
			`update attachment a set name = $1 from attachment b
			where b.organisation_id = a.organisation_id and b.id = a.id and a.id = $2 returning b.name`,
			[name, world.ours.attachment]
		)
	);
