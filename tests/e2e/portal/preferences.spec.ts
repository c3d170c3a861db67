import { expect, test, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { myAccount } from '../support/portal';
import { edgelessOn, movingOn } from '../support/preferences';

/** As whoever adds motion one day would: beside the styles of the page, which it knows nothing of. */
const addMotion = (page: Page) =>
	page.evaluate(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(`
			@keyframes turn { to { opacity: 0.5 } }
			html { scroll-behavior: smooth }
			main a { transition: color 0.2s }
			main h1 { animation: turn 1s infinite }
			main::before { content: ''; transition: opacity 1s }
		`);
		document.adoptedStyleSheets.push(sheet);
	});

for (const [name, find] of Object.entries({
	'the account': myAccount,
	'the form of a dispute': async () => formOf(await contestable())
})) {
	test(`${name} moves for nobody who asks for less motion, whatever is added`, async ({ page }) => {
		await page.goto(await find(page));
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await addMotion(page);
		await page.emulateMedia({ reducedMotion: 'no-preference' });
		for (const moved of ['<html', '<h1', '<a ', '<main'])
			expect((await movingOn(page)).join(' ')).toContain(moved);
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await expect.poll(() => movingOn(page)).toEqual([]);
	});

	test(`${name} has an edge around everything in the colours of a system`, async ({ page }) => {
		await page.goto(await find(page));
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await page.evaluate(() => {
			const mark = Object.assign(document.createElement('span'), { className: 'status ok' });
			document.querySelector('main')!.append(Object.assign(mark, { textContent: 'New' }));
		});
		await page.emulateMedia({ forcedColors: 'none' });
		expect((await edgelessOn(page)).join(' ')).toContain('class="status');
		await page.emulateMedia({ forcedColors: 'active' });
		expect(await edgelessOn(page)).toEqual([]);
	});
}
