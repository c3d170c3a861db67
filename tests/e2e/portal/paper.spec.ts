import { expect, test } from '@playwright/test';
import { myAccount } from '../support/portal';

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
