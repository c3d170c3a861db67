import { expect, test, type Page } from '@playwright/test';
import { cutOff, underTheWorker } from '../support/offline';
import { linkOf } from '../support/one-more-link';
import { me } from '../support/portal';

/** Seen once with a network, from then on under the worker. */
async function seen(page: Page): Promise<string> {
	const mine = await linkOf(me().email);
	await page.goto(`${mine}/privacy`);
	await underTheWorker(page);
	await page.goto(`${mine}/privacy`);
	await expect.poll(() => keptIn(page, `${mine}/privacy`)).toBe(me().language);
	return mine;
}

/** The language in which the device keeps this page. */
const keptIn = (page: Page, path: string): Promise<string | undefined> =>
	page.evaluate(async (asked) => {
		const name = (await caches.keys()).find((one) => one.startsWith('pages'));
		const kept = name ? await (await caches.open(name)).match(asked) : undefined;
		return / lang="([a-z]+)"/.exec((await kept?.text()) ?? '')?.[1];
	}, path);

const spoken = (page: Page) => page.locator('html').getAttribute('lang');

test('what is kept is kept anew in the language that was chosen', async ({ page, context }) => {
	const mine = await seen(page);
	await page.goto(`${mine}?lang=de`);
	await expect.poll(() => keptIn(page, `${mine}/privacy`)).toBe('de');
	await cutOff(page);
	await page.goto(`${mine}/privacy`);
	expect(await spoken(page)).toBe('de');
	await expect(page.locator('main h1')).toHaveCount(1);
	// Of a page that was never opened, the page for want of a network speaks it too.
	await page.goto(`${mine}/statement`);
	expect(await spoken(page)).toBe('de');
	await expect(page.locator('h1').filter({ visible: true })).toHaveText('Sie sind offline');
	await context.setOffline(false);
});

test('a page that is left before it is drawn leaves no error behind', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', ({ message }) => errors.push(message));
	const mine = await linkOf(me().email);
	await page.goto(mine);
	for (let time = 0; time < 12; time++)
		await page
			.evaluate(
				([statement, account]) => {
					location.assign(statement!);
					setTimeout(() => location.assign(account!), 15);
				},
				[`${mine}/statement`, mine]
			)
			.catch(() => {});
	// The last one may still be on its way.
	await expect(async () => {
		await page.goto(mine);
	}).toPass();
	expect(errors).toEqual([]);
});
