import { expect, test, type Page } from '@playwright/test';
import { WHOLE_BROWSER } from '../playwright.config';
import { cutOff, backOnline, keptPages, seenOnce, waitingOn } from '../support/offline';
import { listenedTo } from '../support/no-other-host';
import { freeMyInvoices, openForm, photo, sendDispute, words } from '../support/portal';

test.use({ launchOptions: WHOLE_BROWSER });
test.beforeAll(freeMyInvoices);

async function dispute(page: Page, account: string): Promise<void> {
	await page.goto(account);
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().explain).fill('Il manque une palette.');
	const buffer = await photo(900, 700);
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer });
	await sendDispute(page);
	await page.locator('details:has(#body) > summary').click();
	await page.locator('#body').fill('La photo est dans la contestation.');
	await page.getByRole('button', { name: words().replySend }).click();
	await expect(page).toHaveURL(/replied/);
}

async function promiseAndPay(page: Page, account: string): Promise<void> {
	await page.goto(`${account}/promise`);
	await page.locator('[name=day]').first().check();
	await page.locator('#promise button.primary').first().click();
	await expect(page).toHaveURL(/made=/);
	await page.goto(`${account}/pay`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Read, saved and printed. */
async function papers(page: Page, account: string): Promise<void> {
	await page.goto(`${account}/statement`);
	for (const ending of ['pdf', 'xlsx']) {
		const saved = page.waitForEvent('download');
		await page.locator(`main a[href$="statement.${ending}"]`).click();
		expect(await (await saved).failure()).toBeNull();
	}
	const invoice = await page.locator('main a[href*="/invoices/"]').first().getAttribute('href');
	await page.goto(invoice!);
	const saved = page.waitForEvent('download');
	await page.locator('main a[href$="/pdf"]').first().click();
	expect(await (await saved).failure()).toBeNull();
}

/** The push service is the browser's own and no page of ours: here it gives an address and asks nobody. */
async function pushOptIn(page: Page, account: string): Promise<void> {
	await page.context().grantPermissions(['notifications']);
	await page.addInitScript(() => {
		const refused = () => Promise.reject(new DOMException('no service', 'AbortError'));
		Object.assign(PushManager.prototype, { subscribe: refused });
	});
	await page.goto(`${account}/notifications`);
	await page.getByRole('button', { name: 'Activer les notifications' }).click();
	await expect(page.locator('button[data-state=failed]')).toBeVisible();
}

async function withoutNetwork(page: Page, account: string): Promise<void> {
	await page.goto(`${account}/message`);
	await expect.poll(() => keptPages(page)).toContain(`${account}/message`);
	await cutOff(page);
	await page.goto(account);
	await expect(page.locator('#outbox')).toContainText(words().shownAsOf);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('Un relevé, s’il vous plaît.');
	await page.getByRole('button', { name: words().sendAnswer, exact: true }).click();
	await expect(page).toHaveURL(/\/outbox$/);
	expect(await waitingOn(page)).toHaveLength(1);
	await backOnline(page);
	await expect.poll(() => waitingOn(page).catch(() => null), { timeout: 20_000 }).toEqual([]);
}

test('a whole dispute, a promise, papers, notifications and a message sent later: not a word to another host', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const listened = await listenedTo(browser);
	try {
		const page = await listened.context.newPage();
		const { account } = await seenOnce(page);
		await dispute(page, account);
		await promiseAndPay(page, account);
		await papers(page, account);
		await withoutNetwork(page, account);
		await pushOptIn(page, account);
		expect(listened.asked).toEqual([]);
		await listened.hearsBoth();
	} finally {
		await listened.close();
	}
});
