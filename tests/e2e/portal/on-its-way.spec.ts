import { expect, test, type Locator, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { freeMyInvoices, me, myAccount, photo, words } from '../support/portal';

const SAID = {
	fr: {
		sending: 'Envoi…',
		preparing: 'Préparation des photos…',
		one: 'Préparation…',
		send: 'Envoyer'
	},
	en: { sending: 'Sending…', preparing: 'Preparing photos…', one: 'Preparing…', send: 'Send' }
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);
// The worker would ask the network in the place of the page: what is held here is what a page asks.
test.use({ serviceWorkers: 'block' });

/** Everything posted here waits until it is let go; counts how often. */
async function hold(page: Page, to: RegExp) {
	const held = { posts: 0, letGo: () => {} };
	const open = new Promise<void>((done) => (held.letGo = done));
	await page.route(to, async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		held.posts++;
		await open;
		await route.continue();
	});
	return held;
}

/** Photos are drawn once they are let go. */
async function holdDrawing(page: Page) {
	await page.addInitScript(() => {
		const held = new Promise<void>((done) =>
			addEventListener('draw', () => done(), { once: true })
		);
		const draw = window.createImageBitmap.bind(window) as (...given: unknown[]) => unknown;
		Object.assign(window, {
			createImageBitmap: async (...given: unknown[]) => {
				await held;
				return draw(...given);
			}
		});
	});
	return () => page.evaluate(() => dispatchEvent(new Event('draw')));
}

/** Whoever does not see the button hears it. */
const isSaid = (page: Page, text: string) =>
	expect(page.locator('[role=status]').filter({ hasText: text })).toHaveCount(1);

/** Without waiting for what it sends, which is held, nor for a button that is switched off to be on again. */
const press = (button: Locator) => button.evaluate((one: HTMLElement) => one.click());

async function pressTwice(button: Locator): Promise<void> {
	await expect(button).toBeVisible();
	await press(button);
	await press(button);
}

test('while a dispute is sent its button says so, and pressed again it sends nothing more', async ({
	page
}) => {
	await page.goto(formOf(await contestable()));
	const held = await hold(page, /disputes\/new/);
	await page.locator('input[name=reason][value=price_unit]').check();
	const button = page.locator('#dispute button.primary');
	await expect(button).toContainText(words().send);
	await pressTwice(button);
	await expect(button).toContainText(said().sending);
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await isSaid(page, said().sending);
	await pressTwice(button);
	await expect.poll(() => held.posts).toBe(1);
	held.letGo();
	await expect(page.getByText(words().sent)).toBeVisible();
	expect(held.posts).toBe(1);
});

test('while its photo is made smaller a dispute says so, at the photo and on its button', async ({
	page
}) => {
	const draw = await holdDrawing(page);
	await page.goto(formOf(await contestable()));
	const held = await hold(page, /disputes\/new/);
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#files').setInputFiles(await aPhoto());
	const row = page.locator('.chosen-files li');
	await expect(row.locator('[aria-live=polite]')).toHaveText(said().one);
	const button = page.locator('#dispute button.primary');
	await pressTwice(button);
	await expect(button).toContainText(said().preparing);
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await isSaid(page, said().preparing);
	expect(held.posts).toBe(0);
	await draw();
	await expect(button).toContainText(said().sending);
	await expect.poll(() => held.posts).toBe(1);
	held.letGo();
	await expect(page.getByText(words().sent)).toBeVisible();
	expect(held.posts).toBe(1);
});

test('while a message is sent its button says so, and pressed again it sends nothing more', async ({
	page
}) => {
	await page.goto(`${await myAccount(page)}/message`);
	const held = await hold(page, /\/message/);
	await page.locator('textarea[name=body]').fill('Sent once');
	await isAwake(page);
	// In the page itself, at once: whatever else asks waits for the page that is held.
	const [first, second] = await page.evaluate(() => {
		const button = document.querySelector<HTMLButtonElement>('main form button.primary')!;
		return [1, 2].map(() => {
			button.click();
			return {
				words: button.textContent,
				isOff: button.ariaDisabled,
				heard: [...document.querySelectorAll('[role=status]')].map((one) => one.textContent)
			};
		});
	});
	expect(first).toMatchObject({ words: said().sending, isOff: 'true' });
	expect(first!.heard).toContain(said().sending);
	expect(second).toEqual(first);
	await expect.poll(() => held.posts).toBe(1);
	held.letGo();
	await expect(page).toHaveURL(/message\?sent/);
	expect(held.posts).toBe(1);
});

test('while the photo of a message is made smaller its button says so, and it is sent once', async ({
	page
}) => {
	const draw = await holdDrawing(page);
	await page.goto(`${await myAccount(page)}/message`);
	const held = await hold(page, /\/message/);
	await page.locator('textarea[name=body]').fill('With a photo');
	await page.locator('#files').focus();
	await expect(page.locator('script[src="/files.js"]')).toBeAttached();
	await page.locator('#files').setInputFiles(await aPhoto());
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	const place = page.locator('main form button.primary');
	await pressTwice(place);
	await expect(place).toHaveText(said().preparing);
	await expect(place).toHaveAttribute('aria-disabled', 'true');
	await isSaid(page, said().preparing);
	expect(held.posts).toBe(0);
	await draw();
	await expect.poll(() => held.posts).toBe(1);
	held.letGo();
	await expect(page).toHaveURL(/message\?sent/);
	expect(held.posts).toBe(1);
});

test('stopped, the button of a message is as it was, and sends', async ({ page }) => {
	await page.clock.install();
	await page.goto(`${await myAccount(page)}/message`);
	await page.route(/\/message/, (route) =>
		route.request().method() === 'POST' ? route.abort('aborted') : route.continue()
	);
	await page.locator('textarea[name=body]').fill('Stopped once');
	await isAwake(page);
	const place = page.locator('main form button.primary');
	await place.click({ noWaitAfter: true });
	await expect(place).toHaveText(said().sending);
	await page.clock.runFor(10_000);
	await expect(place).toHaveText(said().send);
	await expect(place).not.toHaveAttribute('aria-disabled');
	await page.unroute(/\/message/);
	await place.click();
	await expect(page).toHaveURL(/message\?sent/);
});

test('while a form is sent the page is not fetched anew for what left before', async ({ page }) => {
	await page.goto(`${await myAccount(page)}/message`);
	const held = await hold(page, /\/message/);
	await tell(page, { type: 'sent', key: 'one', location: '/p/x', about: 'One' });
	await tell(page, { type: 'outbox', items: [KEPT] });
	await expect(page.locator('#outbox li').first()).toBeVisible();
	// In the page itself, at once: whatever else asks waits for the page that is held.
	await page.evaluate(() => {
		document.querySelector<HTMLButtonElement>('main form button.primary')!.click();
		const data = { type: 'outbox', items: [] };
		navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
	});
	await expect.poll(() => held.posts).toBe(1);
	held.letGo();
	await expect(page.getByRole('alert')).toBeVisible();
});

const KEPT = { ...{ key: 'two', state: 'waiting', attempts: 1, files: 0 }, about: 'Two' };

/** As the service worker says it. */
const tell = (page: Page, news: object) =>
	page.evaluate((data) => {
		navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
	}, news);

/** What the page fetched when something was typed hears its form: a script that is named has not run yet. */
const isAwake = (page: Page) =>
	expect(page.locator('body > p[role=status].visually-hidden')).toBeAttached();

const aPhoto = async () => ({
	...{ name: 'palette.jpg', mimeType: 'image/jpeg' },
	buffer: await photo(900, 700)
});
