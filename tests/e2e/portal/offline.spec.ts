import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { cutOff, keptOf, keptPages, ringSync, seenOnce, waitingOn } from '../support/offline';
import { freeMyInvoices, me, photo, references, unfold, words } from '../support/portal';

const SAID = {
	fr: {
		box: 'Ce qui attend sur cet appareil',
		none: 'Rien n’attend sur cet appareil',
		waits: 'En attente de réseau',
		noNetwork: 'pas de réseau',
		fix: 'Corriger',
		remove: 'Supprimer',
		erase: 'Effacer de cet appareil',
		erased: 'sont effacés',
		list: 'Voir ce qui attend',
		noReason: 'Choisissez le motif de la contestation',
		noInvoice: 'Choisissez au moins une facture',
		noAmount: 'Indiquez le montant contesté'
	},
	en: {
		box: 'Waiting on this device',
		none: 'Nothing is waiting on this device',
		waits: 'Waiting for a connection',
		noNetwork: 'no connection',
		fix: 'Correct',
		remove: 'Delete',
		erase: 'Erase from this device',
		erased: 'are erased',
		list: 'See what waits',
		noReason: 'Choose the reason for the dispute',
		noInvoice: 'Choose at least one invoice',
		noAmount: 'Enter the disputed amount'
	}
};
const said = () => SAID[me().language];

/** A case to write in: the newest of the account, or one that is opened for it. */
async function myCase(page: Page, account: string): Promise<string> {
	for (const reference of (await references(page, account)).reverse()) {
		await page.goto(`${account}/disputes/${reference}`);
		// Of one that is over, what was said is read.
		if ((await page.locator('textarea[name=body]').count()) > 0) return reference;
	}
	await page.goto(account);
	await page.getByRole('link', { name: words().dispute }).first().click();
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByText(words().sent)).toBeVisible();
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

async function writeOffline(page: Page, context: BrowserContext, form: string): Promise<void> {
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 700) });
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();
}

test.beforeAll(freeMyInvoices);

test('written offline with a photo, the page closed, it leaves when the network is back, once', async ({
	page,
	context
}) => {
	const { account, form } = await seenOnce(page);
	const before = await references(page, account);
	await writeOffline(page, context, form);
	expect(await waitingOn(page)).toHaveLength(1);
	await page.close();

	await context.setOffline(false);
	const elsewhere = await context.newPage();
	await elsewhere.goto('/robots.txt');
	// The browser rings by itself sooner or later; asked here, it does so now.
	await ringSync(context, elsewhere);
	await expect.poll(async () => (await waitingOn(elsewhere)).length, { timeout: 20_000 }).toBe(0);
	await ringSync(context, elsewhere);
	await elsewhere.close();

	const again = await context.newPage();
	const after = await references(again, account);
	expect(after).toHaveLength(before.length + 1);
	await again.goto(`${account}/disputes/${after.find((one) => !before.includes(one))}`);
	await expect(again.locator('main img').first()).toBeVisible();
});

test('without a network the form says itself what is missing, and keeps nothing that would be refused', async ({
	page
}) => {
	const { form } = await seenOnce(page);
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	const send = page.getByRole('button', { name: words().send });
	await send.click();
	await expect(page.locator('#reason-error')).toContainText(said().noReason);
	await page.getByLabel(words().reason).check();
	await page.locator('input[name=invoice]:checked').first().uncheck();
	await send.click();
	await expect(page.locator('#invoice-error')).toContainText(said().noInvoice);
	expect(await waitingOn(page)).toEqual([]);
	await page.locator('input[name=invoice]').first().check();
	await page.locator('#part').check();
	await send.click();
	await expect(page.locator('[id^=amount-][id$=-error]')).toContainText(said().noAmount);
	expect(await waitingOn(page)).toEqual([]);
	await page.locator('input[name=part][value=whole]').check();
	await send.click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();
	expect(await waitingOn(page)).toHaveLength(1);
});

test('pages that were read open without a network and say so; those that were not lead to the page that says why', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const reference = await myCase(page, account);
	await page.goto(account);
	const invoice = (await page
		.locator('main a[href*="/invoices/"]:not([href$="/pdf"])')
		.first()
		.getAttribute('href'))!;
	const read = [account, invoice, `${account}/disputes/${reference}`, `${account}/outbox`];
	for (const address of read) await page.goto(address);
	await cutOff(page);
	for (const address of read) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		if (!address.endsWith('/outbox'))
			await expect(page.locator('#outbox')).toContainText(words().shownAsOf);
	}
	await page.goto(`${account}/disputes/LIT-2026-999999`);
	await expect(page.locator('h1').filter({ visible: true }).first()).toContainText(
		/hors ligne|offline/i
	);
});

test('a reply without a network waits instead of meeting the browser’s error page, and is said once', async ({
	page,
	context
}) => {
	const { account } = await seenOnce(page);
	const address = `${account}/disputes/${await myCase(page, account)}`;
	await page.goto(address);
	await cutOff(page);
	const text = `Written in a lift, ${me().language}`;
	const write = async (body: string) => {
		await page.goto(address);
		const reply = page.locator('textarea[name=body]');
		if (!(await reply.isVisible())) await page.getByText(words().reply).first().click();
		await reply.fill(body);
		await page.getByRole('button', { name: words().replySend }).click();
		await expect(page.getByRole('heading', { level: 1, name: said().box })).toBeVisible();
	};
	await write(text);
	// A second one from the same kept page is a message of its own.
	await write(`${text}, twice`);
	await expect(page.locator('#items > li')).toHaveCount(2);
	await expect(page.locator('#items')).toContainText(said().waits);
	await page.locator('#items .retry').first().click();
	await expect(page.locator('#items')).toContainText(said().noNetwork);

	await context.setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await expect(page.locator('#items > li')).toHaveCount(0, { timeout: 20_000 });
	await page.goto(address);
	await expect(page.locator('#conversation').getByText(text, { exact: true })).toHaveCount(1);
	await expect(page.locator('#conversation').getByText(`${text}, twice`)).toHaveCount(1);
});

test('what waits can be deleted, and "erase from this device" leaves nothing', async ({
	page,
	context
}) => {
	const { account, form } = await seenOnce(page);
	const before = await references(page, account);
	await writeOffline(page, context, form);
	await page.goto(`${account}/outbox`);
	page.on('dialog', (dialog) => void dialog.accept());
	await page.locator('#items .delete').click();
	await expect(page.getByText(said().none)).toBeVisible();
	expect(await waitingOn(page)).toEqual([]);

	await writeOffline(page, context, form);
	await page.goto(account);
	await expect(page.locator('#outbox')).toContainText(said().waits);
	expect(await keptOf(page, account)).not.toEqual([]);
	await page.getByRole('button', { name: said().erase }).click();
	await expect(page.getByText(said().erased)).toBeVisible();
	await expect.poll(() => waitingOn(page)).toEqual([]);
	await expect.poll(() => keptOf(page, account)).toEqual([]);
	expect(await keptPages(page)).toEqual([]);
	// Nothing of it is left to be shown: without a network there is only the page that says so.
	await page.goto(account);
	await expect(page.locator('h1').filter({ visible: true }).first()).toContainText(
		/hors ligne|offline/i
	);
	await expect(page.locator('.portal')).toHaveCount(0);
	await context.setOffline(false);
	expect(await references(page, account)).toEqual(before);
});

test('erased on the page it was written on, it is asked about first, and is not said to be sent later', async ({
	page,
	context
}) => {
	const { form } = await seenOnce(page);
	await writeOffline(page, context, form);
	const kept = page.locator('#kept');
	const promised = await kept.getByRole('heading').innerText();
	let asked = 0;
	page.on('dialog', (dialog) => {
		asked++;
		return dialog.accept();
	});
	await page.getByRole('button', { name: said().erase }).click();
	await expect(page.getByText(said().erased)).toBeVisible();
	expect(asked).toBe(1);
	await expect.poll(() => waitingOn(page)).toEqual([]);
	await expect(kept).not.toContainText(promised);
	await expect(kept.getByRole('link')).toBeVisible();
	await context.setOffline(false);
});

test('erasing asks nothing where nothing waits, and what became of it is said and has the focus', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	await cutOff(page);
	await page.goto(account);
	const box = page.locator('#outbox');
	await expect(box).toContainText(words().shownAsOf);
	let isAsked = false;
	page.on('dialog', (dialog) => {
		isAsked = true;
		void dialog.dismiss();
	});
	await page.getByRole('button', { name: said().erase }).click();
	await expect(box).toContainText(said().erased);
	await expect(box).toBeFocused();
	expect(isAsked).toBe(false);
	await expect.poll(() => keptPages(page)).toEqual([]);
});

test('what waits from an earlier version of the application still leaves', async ({ page }) => {
	const { account, form } = await seenOnce(page);
	const before = await references(page, account);
	await page.goto('/robots.txt');
	await page.evaluate(
		([url, invoice]) =>
			new Promise<void>((done, fail) => {
				const gone = indexedDB.deleteDatabase('entendu');
				// A promise only the database knows of is collected while it waits for the worker's connection.
				Object.assign(window, { gone });
				gone.onerror = () => fail(new Error('the database stays'));
				gone.onsuccess = () => {
					const opening = indexedDB.open('entendu', 1);
					opening.onupgradeneeded = () =>
						opening.result.createObjectStore('outbox', { keyPath: 'key' });
					opening.onsuccess = () => {
						const database = opening.result;
						const key = crypto.randomUUID();
						const fields = [
							['key', key],
							['invoice', invoice],
							['reason', 'price_unit'],
							['part', 'part'],
							[`amount-${invoice}`, '1'],
							['outcome', 'NOA'],
							['explanation', 'Kept by version 1']
						];
						// Its worker was killed while it sent.
						const old = { key, url, fields, files: [], state: 'sending', problem: '', attempts: 1 };
						const writing = database.transaction('outbox', 'readwrite');
						writing.objectStore('outbox').put(old);
						writing.oncomplete = () => {
							database.close();
							done();
						};
					};
				};
			}),
		[form.split('?')[0]!, new URLSearchParams(form.split('?')[1]).get('invoice')!] as const
	);
	// The page shows itself anew once what waited has left, in the middle of opening and of asking too.
	await page.goto(account).catch(() => {});
	await page.evaluate(() => window.dispatchEvent(new Event('online'))).catch(() => {});
	await expect.poll(() => waitingOn(page).catch(() => null), { timeout: 20_000 }).toEqual([]);
	expect(await references(page, account)).toHaveLength(before.length + 1);
});
