import { expect, test, type Page } from '@playwright/test';
import { linkOf } from '../support/one-more-link';
import { me, PEOPLE } from '../support/portal';

const spoken = (page: Page) => page.locator('html').getAttribute('lang');
const choose = async (page: Page, name: string) => {
	await page.locator('header .languages-menu summary').click();
	await page.locator('header').getByRole('link', { name }).click();
};

test('two people on one device each read their own language, whatever the other chose', async ({
	page
}) => {
	const mine = await linkOf(me().email);
	const other = Object.values(PEOPLE).find(({ email }) => email !== me().email)!;
	const theirs = await linkOf(other.email);
	await page.goto(mine);
	expect(await spoken(page)).toBe(me().language);
	await choose(page, 'Deutsch');
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	expect(new URL(page.url()).search).toBe('');
	await page.goto(theirs);
	expect(await spoken(page)).toBe(other.language);
	await page.goto(`${mine}/statement`);
	expect(await spoken(page)).toBe('de');
	// The next mail brings the same person another link.
	await page.goto(await linkOf(me().email));
	expect(await spoken(page)).toBe('de');
});

test('a choice made at the door of the staff changes no link', async ({ page }) => {
	await page.goto('/login?lang=es');
	expect(await spoken(page)).toBe('es');
	await page.goto(await linkOf(me().email));
	expect(await spoken(page)).toBe(me().language);
});
