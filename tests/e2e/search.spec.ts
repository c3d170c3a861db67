import { expect, test } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';

test('Ctrl+K finds a dispute over whatever page is open, by keyboard alone', async ({ page }) => {
	const said = words('common');
	await signIn(page, house().collector);
	await page.goto('/disputes');
	const reference = (await page.locator('tbody a[href^="/disputes/"]').first().innerText()).trim();
	await page.goto('/worklist');
	const refused: string[] = [];
	page.on('console', (line) => {
		if (line.text().includes('Content Security Policy')) refused.push(line.text());
	});
	await page.keyboard.press('Control+k');
	const palette = page.getByRole('dialog', { name: said.common_find_title! });
	await expect(palette).toBeVisible();
	await page.keyboard.type(reference);
	const found = palette.getByRole('link', { name: new RegExp(reference) });
	await expect(found).toBeVisible();
	// As on the page of the search: a line to tap, not words in a row.
	await expect(found).toHaveCSS('display', 'flex');
	await expect(found.locator('mark').first()).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
	expect(refused).toEqual([]);
	await expectSound(page);
	await page.keyboard.press('ArrowDown');
	await expect(found).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/disputes/${reference}$`));
});

test('closed, it leaves one where one was; the button of the bar opens it too', async ({
	page
}) => {
	const said = words('common');
	await signIn(page, house().collector);
	await page.goto('/worklist');
	const opener = page.locator('[data-opens-palette]').first();
	await opener.click();
	const palette = page.getByRole('dialog', { name: said.common_find_title! });
	await expect(palette).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(palette).toBeHidden();
	await expect(opener).toBeFocused();
	await expect(page).toHaveURL(/\/worklist$/);
});

test('without a script it is a page', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(page, house().collector);
	await page.goto('/worklist');
	await page.locator('[data-opens-palette]').first().click();
	await page.locator('#find-page').fill('LIT-');
	await page.keyboard.press('Enter');
	await expect(page.locator('a[data-found][href^="/disputes/"]').first()).toBeVisible();
	await page.goto('/search?q=zzzzqqqq');
	await expect(page.locator('[data-count]')).toContainText('zzzzqqqq');
	await context.close();
});
