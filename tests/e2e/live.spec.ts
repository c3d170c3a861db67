import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectSound, house, noteOn, signIn, words } from './support/desk';
import { ownCases } from './support/own-cases';

const live = (key: string): string => words('live')[key]!;

/** A colleague at a screen of his own. */
async function colleague(browser: Browser, email: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, email);
	return page;
}

async function sendNote(page: Page, said: string): Promise<void> {
	await (await noteOn(page)).fill(said);
	await page.getByRole('button', { name: words('desk').desk_note_send, exact: true }).click();
	await expect(page.locator('.thread li', { hasText: said }).first()).toBeVisible();
}

const people = (page: Page) => page.locator('[data-live-people]');
const changes = (page: Page) => page.locator('[data-live-line]');

test('two on one case see each other; what one changes is told to the other, and typed words stay', async ({
	page,
	browser
}) => {
	await signIn(page, house().collector);
	const [reference] = await ownCases(page, 'Loire Palettes', 1);
	await page.goto(`/disputes/${reference}`);
	const other = await colleague(browser, house().approver);
	await other.goto(`/disputes/${reference}`);
	await expect(people(page)).toHaveText(live('live_here').replace('{name}', 'Helen Shaw'));
	await expect(people(other)).toHaveText(live('live_here').replace('{name}', 'Emma Clarke'));

	const reply = page.locator('#body-customer');
	await reply.pressSequentially('Nous regardons');
	await expect(people(other)).toHaveText(live('live_writing').replace('{name}', 'Emma Clarke'));
	await expect(changes(page)).toBeHidden();
	await sendNote(other, 'Le dépôt a des photos.');
	await expect(changes(page)).toBeVisible();
	await expect(changes(page).locator('li')).toContainText(['Helen Shaw']);
	await expect(changes(other)).toBeHidden();
	await expect(reply).toHaveValue('Nous regardons');
	await expect(reply).toBeFocused();
	await expectSound(page);

	await changes(page)
		.getByRole('link', { name: live('live_show') })
		.click();
	await expect(
		page.locator('.thread li', { hasText: 'Le dépôt a des photos.' }).first()
	).toBeVisible();
	await expect(reply).toHaveValue('Nous regardons');
	await expect(changes(page)).toBeHidden();

	await other.goto('/disputes');
	await expect(people(page)).toBeEmpty();
	await other.context().close();
});

test('the queue says how many cases changed, and moves no row before it is asked to', async ({
	page,
	browser
}) => {
	await signIn(page, house().approver);
	await page.goto('/disputes?view=open&sort=opened');
	const rows = page.locator('tr[data-case]');
	const before = await rows.allInnerTexts();
	await expect(changes(page)).toBeHidden();
	const other = await colleague(browser, house().collector);
	const [another] = await ownCases(other, 'Couleurs du Nord', 1);
	await expect(changes(page)).toBeVisible();
	await expect(changes(page)).toContainText(/\d/);
	expect(await rows.allInnerTexts()).toEqual(before);
	await expectSound(page);
	await changes(page)
		.getByRole('link', { name: live('live_show') })
		.click();
	await expect(changes(page)).toBeHidden();
	await page.goto(`/disputes?view=open&q=${another}`);
	await expect(page.locator(`tr[data-case="${another}"]`)).toBeVisible();
	await other.context().close();
});

test('without a script the pages are the same and say nothing of others', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/login');
	await page.locator('#email').fill(house().collector);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await page.goto('/disputes');
	await expect(page.locator('tr[data-case]').first()).toBeVisible();
	await expect(changes(page)).toBeHidden();
	await page.locator('tr[data-case] th a').first().click();
	await expect(page.locator('#body-customer')).toBeVisible();
	await expect(changes(page)).toBeHidden();
	await context.close();
});

test('where a stream is cut, the page stays as it is and an error troubles nobody', async ({
	page
}) => {
	const faults: string[] = [];
	page.on('pageerror', ({ message }) => faults.push(message));
	await page.route('**/live**', (route) =>
		new URL(route.request().url()).pathname === '/live' ? route.abort() : route.continue()
	);
	await signIn(page, house().collector);
	await page.goto('/disputes');
	const asked = page.waitForRequest(/\/live$/);
	await page.reload();
	await asked;
	await expect(page.locator('tr[data-case]').first()).toBeVisible();
	await expect(changes(page)).toBeHidden();
	expect(faults).toEqual([]);
});
