import { expect, test, type Page } from '@playwright/test';
import { myAccount, references, withoutScripts } from '../support/portal';

test('the account on paper holds its invoices, and nothing one can only press', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	const invoices = page.locator('form.on-paper li a.number');
	const shown = await invoices.count();
	expect(shown).toBeGreaterThan(0);
	await page.emulateMedia({ media: 'print' });
	for (let at = 0; at < shown; at += 1) await expect(invoices.nth(at)).toBeVisible();
	for (const pressed of [
		'a[href*="/disputes/new"]',
		'a[href$="/promise"]',
		'button',
		'.languages'
	]) {
		const all = await page.locator(pressed).all();
		expect(all.length, pressed).toBeGreaterThan(0);
		for (const one of all) await expect(one).toBeHidden();
	}
});

test('the page for want of a network names its style from wherever it is shown', async ({
	request
}) => {
	const html = await (await request.get('/offline')).text();
	const sheets = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].map(([tag]) => tag);
	expect(sheets.length).toBeGreaterThan(0);
	for (const tag of sheets) expect(tag).toMatch(/href="\/_app\//);
});

/** The width of a sheet of A4 between its margins, in pixels. */
const SHEET = 673;

test('the statement on paper: whole tables, nothing cut, and nothing one can only press', async ({
	page
}) => {
	await page.goto(`${await myAccount(page)}/statement`);
	const numbers = await page.locator('main table').first().locator('tbody td:first-child').all();
	expect(numbers.length).toBeGreaterThan(2);
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: SHEET, height: 950 });
	const main = page.locator('main');
	for (const one of await main.locator('table, tr, thead, dd').all())
		await expect(one).toBeVisible();
	// Rows of a table, not the cards of a narrow screen: paper has the room.
	await expect(main.locator('th').first()).toHaveCSS('display', 'table-cell');
	const pressed =
		'button, input, select, textarea, summary, a[download], a.button, .languages-menu';
	for (const one of await page.locator(pressed).all()) await expect(one).toBeHidden();
	expect(await cutOff(page)).toEqual([]);
	// Every block begins at the same edge: the one about paying too.
	const edges = await main.locator('section > h2').evaluateAll((titles) =>
		titles.map((title) => {
			const words = document.createRange();
			words.selectNodeContents(title);
			return Math.round(words.getBoundingClientRect().left);
		})
	);
	expect(edges.length).toBeGreaterThan(1);
	expect(new Set(edges).size).toBe(1);
});

for (const which of ['statement', 'tracker'])
	test(`the ${which} prints at the press of its button, and has none where nobody would answer it`, async ({
		page,
		browser
	}) => {
		await page.addInitScript(() => {
			window.print = () => void (document.title = 'printed');
		});
		const account = await myAccount(page);
		const base = test.info().project.use.baseURL!;
		const [reference] = await references(page, account);
		const address = which === 'tracker' ? `disputes/${reference}` : which;
		await page.goto(`${account}/${address}`, { waitUntil: 'networkidle' });
		await page.getByRole('button', { name: 'Print', exact: true }).click();
		await expect(page).toHaveTitle('printed');
		await page.emulateMedia({ media: 'print' });
		await page.setViewportSize({ width: SHEET, height: 950 });
		for (const one of await page.locator('button:not(.visually-hidden), textarea, summary').all())
			await expect(one).toBeHidden();
		expect(await cutOff(page)).toEqual([]);
		const silent = await withoutScripts(browser);
		await silent.goto(`${base}${account}/${address}`);
		await expect(silent.locator('h1')).toBeVisible();
		await expect(silent.locator('button.print')).toBeHidden();
		await silent.context().close();
	});

/** What stands wider than its box or than the sheet, so that a part of it would not be printed. */
const cutOff = (page: Page) =>
	page.evaluate((sheet) => {
		const isCut = (one: Element) => {
			const { right, left, width } = one.getBoundingClientRect();
			const hides = /hidden|clip|auto|scroll/.test(getComputedStyle(one).overflowX);
			const hidden = one.closest('.visually-hidden') !== null || width <= 1;
			return (
				!hidden &&
				(right > sheet + 1 || left < -1 || (hides && one.scrollWidth > one.clientWidth + 1))
			);
		};
		const shown = [...document.querySelectorAll('main *, footer *')].filter((one) =>
			one.checkVisibility()
		);
		return shown.filter(isCut).map((one) => one.outerHTML.slice(0, 200));
	}, SHEET);
