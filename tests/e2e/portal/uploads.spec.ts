import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { fromDisk, scan } from '../support/from-disk';
import { backOnline, underTheWorker, waitingOn } from '../support/offline';
import { freeMyInvoices, me, myAccount, words } from '../support/portal';

const SAID = {
	fr: {
		failed: 'Un fichier n’est pas arrivé',
		notHere: 'Ce fichier n’a pas pu être envoyé. Réessayez.',
		retry: 'Réessayer d’envoyer',
		retryAll: 'Réessayer maintenant',
		remove: 'Retirer',
		fix: 'Corriger',
		send: 'Envoyer'
	},
	en: {
		failed: 'A file did not arrive',
		notHere: 'This file could not be sent. Please try again.',
		retry: 'Try to send',
		retryAll: 'Try again now',
		remove: 'Remove',
		fix: 'Correct',
		send: 'Send'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

/** Two files that go ahead of their form. */
const files = () => fromDisk(scan('good.pdf', 8_400_000), scan('lost.pdf', 8_400_000));

/** The server takes every file but this one, as long as it is told so. */
async function without(context: BrowserContext, lost: { is: boolean }, answer: () => object) {
	await context.route('**/uploads', async (route) => {
		const { name } = route.request().postDataJSON() as { name: string };
		if (lost.is && name === 'lost.pdf') await route.fulfill(answer());
		else await route.continue();
	});
}
const busy = () => ({ status: 503, json: {} });
const refusal = () => ({ status: 413, json: { words: 'Too much for today' } });

async function contest(page: Page): Promise<void> {
	await page.goto(formOf(await contestable()));
	await underTheWorker(page);
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#files').setInputFiles(files());
	await expect(page.locator('.chosen-files li')).toHaveCount(2);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.locator('#kept').getByRole('heading', { name: said().failed })).toBeVisible({
		timeout: 30_000
	});
}
/** Whoever watched it leave reads what becomes of it, as without files. */
const endsOnItsCase = (page: Page) => expect(page).toHaveURL(/LIT-.*\?sent/, { timeout: 30_000 });
const row = (page: Page, name: string) => page.locator('#kept li').filter({ hasText: name });

test('a file that does not arrive says so on its row, the other one goes on; tried again, all of it leaves', async ({
	page,
	context
}) => {
	const lost = { is: true };
	await without(context, lost, refusal);
	await contest(page);
	await expect(row(page, 'lost.pdf')).toContainText('Too much for today');
	await expect(row(page, 'good.pdf')).toContainText(/100\s%/);
	expect(await waitingOn(page)).toHaveLength(1);
	lost.is = false;
	await row(page, 'lost.pdf').getByRole('button', { name: said().retry }).click();
	await endsOnItsCase(page);
	for (const name of ['good.pdf', 'lost.pdf'])
		await expect(page.getByRole('link', { name })).toBeVisible();
	expect(await waitingOn(page)).toEqual([]);
});

test('a limit in the middle of a file says when it goes on, and blames no file', async ({
	page,
	context
}) => {
	const tomorrow = 'Too much today. Try again tomorrow, or call us.';
	const answer = { status: 429, json: { code: 'too_often_today', words: tomorrow } };
	let isLimited = true;
	await context.route('**/uploads/*', (route) =>
		isLimited ? route.fulfill(answer) : route.continue()
	);
	await page.goto(formOf(await contestable()));
	await underTheWorker(page);
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#files').setInputFiles(files());
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.locator('#kept')).toContainText(tomorrow, { timeout: 30_000 });
	await expect(page.locator('#kept .field-error')).toHaveCount(0);
	await page.goto(`${new URL(page.url()).pathname.split('/disputes')[0]}/outbox`);
	const items = page.locator('#items > li');
	await expect(items).toContainText(tomorrow);
	isLimited = false;
	await items.getByRole('button', { name: said().retryAll }).click();
	// What has left is named, and leads to it.
	await expect(page.locator('#gone').getByRole('link', { name: words().received })).toHaveAttribute(
		'href',
		/\/disputes\/LIT-/,
		{ timeout: 30_000 }
	);
});

test('what a busy server could not take says that it is missing, and leaves by itself once it can', async ({
	page,
	context
}) => {
	const lost = { is: true };
	await without(context, lost, busy);
	await contest(page);
	await expect(row(page, 'lost.pdf')).toContainText(said().notHere);
	lost.is = false;
	await backOnline(page);
	await endsOnItsCase(page);
	await expect(page.getByRole('link', { name: 'lost.pdf' })).toBeVisible();
	expect(await waitingOn(page)).toEqual([]);
});

test('a file the server refuses is named with the reason; removed, the rest leaves without it', async ({
	page,
	context
}) => {
	await without(context, { is: true }, refusal);
	await contest(page);
	await expect(row(page, 'lost.pdf')).toContainText('Too much for today');
	await row(page, 'lost.pdf').getByRole('button', { name: said().remove }).click();
	await endsOnItsCase(page);
	await expect(page.getByRole('link', { name: 'good.pdf' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'lost.pdf' })).toHaveCount(0);
});

test('brought back into the form, the file at fault is named there, and nothing typed is lost', async ({
	page,
	context
}) => {
	await without(context, { is: true }, refusal);
	await contest(page);
	await page.locator('#kept').getByRole('link', { name: said().fix }).click();
	const chosen = page.locator('.chosen-files li');
	await expect(chosen).toHaveCount(2);
	await expect(chosen.filter({ hasText: 'lost.pdf' })).toContainText('Too much for today');
	await expect(page.locator('input[name=reason][value=price_unit]')).toBeChecked();
	await chosen.filter({ hasText: 'lost.pdf' }).getByRole('button').click();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await page.getByRole('button', { name: words().send }).click();
	// Nothing of it had to be sent in parts any more: there was nothing to watch.
	await page
		.locator('#kept')
		.getByRole('link', { name: words().received })
		.click({ timeout: 30_000 });
	await expect(page.getByRole('link', { name: 'good.pdf' })).toBeVisible();
});

test('the same on the page of what waits: a message leaves once its file is tried again', async ({
	page,
	context
}) => {
	const account = await myAccount(page);
	await page.goto(account);
	await underTheWorker(page);
	const lost = { is: true };
	await without(context, lost, refusal);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('With both scans');
	await page.locator('#files').setInputFiles(files());
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/outbox$/);
	const items = page.locator('#items > li');
	await expect(items).toContainText(said().failed, { timeout: 30_000 });
	await expect(items.locator('.parts li').filter({ hasText: 'lost.pdf' })).toContainText(
		'Too much for today'
	);
	lost.is = false;
	await items.getByRole('button', { name: said().retry }).click();
	await expect(page.locator('#gone a')).toHaveAttribute('href', /message\?sent/, {
		timeout: 30_000
	});
	expect(await waitingOn(page)).toEqual([]);
});
