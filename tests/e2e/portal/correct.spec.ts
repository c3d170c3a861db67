import { expect, test, type Page } from '@playwright/test';
import { cutOff, backOnline, keepOn, seenOnce, waitingOn, type Kept } from '../support/offline';
import {
	freeMyInvoices,
	me,
	photo,
	references,
	sendDispute,
	unfold,
	words
} from '../support/portal';

const SAID = {
	fr: {
		fix: 'Corriger',
		waits: 'En attente de réseau',
		paid: 'J’ai déjà payé',
		paidSend: 'Envoyer à la comptabilité',
		noted: 'C’est noté, nous cherchons votre paiement',
		add: /^Les ajouter à LIT-/
	},
	en: {
		fix: 'Correct',
		waits: 'Waiting for a connection',
		paid: 'I have paid already',
		paidSend: 'Send to accounts',
		noted: 'Noted, we are looking for your payment',
		add: /^Add them to LIT-/
	}
};
const said = () => SAID[me().language];
const pallet = async () => ({
	name: 'palette.jpg',
	mimeType: 'image/jpeg',
	buffer: await photo(900, 700)
});

test.beforeAll(freeMyInvoices);

/** Refused while nobody looked: found on the page of what waits. */
async function refusedAt(page: Page, account: string): Promise<void> {
	await backOnline(page);
	await page.goto(`${account}/outbox`);
	const fix = page.locator('#items').getByRole('link', { name: said().fix });
	await expect(fix).toBeVisible({ timeout: 20_000 });
	await expect(page.locator('#items .problem')).not.toBeEmpty();
	await fix.click();
}

/** On a slow device the worker tells what had waited when its correction has been typed. */
async function toldLate(page: Page): Promise<void> {
	const [{ key, fields }] = (await waitingOn(page)) as [Kept];
	await page.evaluate(
		([key, fields]) => {
			const { action } = document.getElementById('dispute') as HTMLFormElement;
			const data = { type: 'typed', key, action, fields, files: [] };
			navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
		},
		[key, fields] as const
	);
	await page.locator('script[src="/outbox.js"]').waitFor({ state: 'attached' });
	const untold = () => page.evaluate(() => (window as { heard?: unknown[] }).heard?.length);
	await expect.poll(untold).toBe(0);
}

test('a dispute with a photo that is refused after it waited comes back whole, photo too, and leaves once', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	const before = await references(page, account);
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('9999999');
	await page.getByLabel(words().explain).fill('Typed in a tunnel');
	await page.locator('#files').setInputFiles(await pallet());
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();

	await refusedAt(page, account);
	await expect(page.getByRole('alert')).toContainText(words().tooHigh);
	await expect(page.getByLabel(words().explain)).toHaveValue('Typed in a tunnel');
	await expect(page.locator('.chosen-files li')).toContainText('palette.jpg');
	await page.getByLabel(words().amountOf).first().fill('11');
	await toldLate(page);
	await expect(page.getByLabel(words().amountOf).first()).toHaveValue('11');
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await sendDispute(page);
	await expect(page.locator('main img').first()).toBeVisible();
	expect(await references(page, account)).toHaveLength(before.length + 1);
	expect(await waitingOn(page)).toEqual([]);
});

test('"I have paid" three invoices, refused after it waited, is still about all three and has its proof', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const links = page.getByRole('link', { name: words().dispute });
	const ids = (await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!)))
		.map((href) => /invoice=([\w-]+)/.exec(href)![1]!)
		.slice(0, 3);
	expect(new Set(ids).size).toBe(3);
	await page.goto(`${account}/pay?${ids.map((id) => `invoice=${id}`).join('&')}`);
	await cutOff(page);
	await page.getByText(said().paid, { exact: true }).first().click();
	await page.locator('[name=paidOn]').first().fill('2099-01-01');
	await page.locator('[name=note]').first().fill('Paid from the van');
	await page
		.locator('[type=file]:not([capture])')
		.first()
		.setInputFiles(await pallet());
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await page.getByRole('button', { name: said().paidSend }).first().click();
	await expect(page.locator('#items')).toContainText(said().waits);

	await refusedAt(page, account);
	const about = page.locator('form[id^=paid] [name=invoice]');
	await expect(page.locator('[name=note]').first()).toHaveValue('Paid from the van');
	expect(
		(await about.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).sort()
	).toEqual([...ids].sort());
	await expect(page.locator('.chosen-files li')).toContainText('palette.jpg');
	// Refused once more, with a network: what was typed last is what comes back.
	await page.locator('[name=note]').first().fill('Paid from the office');
	await page.getByRole('button', { name: said().paidSend }).first().click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.locator('[name=note]').first()).toHaveValue('Paid from the office');
	await expect(page.locator('.chosen-files li')).toContainText('palette.jpg');
	await page
		.locator('[name=paidOn]')
		.first()
		.fill(await page.locator('[name=paidOn]').first().getAttribute('max').then(String));
	await page.getByRole('button', { name: said().paidSend }).first().click();
	await expect(page.getByText(said().noted)).toBeVisible();
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('a case is withdrawn without a network: it waits, leaves and is withdrawn', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await sendDispute(page);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];
	const address = `${account}/disputes/${reference}`;
	await page.goto(address);
	await cutOff(page);
	await page.getByText(words().withdraw, { exact: true }).click();
	await page.getByRole('button', { name: words().withdrawYes }).click();
	await expect(page.locator('#items')).toContainText(said().waits);
	await expect(page.locator('#items')).toContainText(reference);

	await backOnline(page);
	await expect(page.locator('#items > li')).toHaveCount(0, { timeout: 20_000 });
	await expect(page.locator('#gone a')).toHaveAttribute('href', new RegExp(reference));
	await page.goto(address);
	await expect(page.getByText(words().withdraw, { exact: true })).toHaveCount(0);
});

test('a reply refused because the case moved is sent at the first correction, and leaves no ghost', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await sendDispute(page);
	const address = page.url().split('?')[0]!;
	await page.goto(address);
	const say = async (text: string) => {
		await page.getByText(words().reply).first().click();
		await page.locator('textarea[name=body]').fill(text);
		await page.getByRole('button', { name: words().replySend }).click();
	};
	await cutOff(page);
	// The page as it was before the case moved.
	await page.locator('form[action*=reply] [name=seen]').evaluate((field) => {
		(field as HTMLInputElement).value = 'an earlier state';
	});
	await say('Written before it moved');
	await expect(page.locator('#items')).toContainText(said().waits);
	await refusedAt(page, account);
	await expect(page.locator('textarea[name=body]')).toHaveValue('Written before it moved');
	await page.getByRole('button', { name: words().replySend }).click();
	const conversation = page.locator('#conversation');
	await expect(conversation.getByText('Written before it moved', { exact: true })).toHaveCount(1);
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('an invoice contested meanwhile does not lead away from what was written: it can be added to that case', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await sendDispute(page);
	const invoice = /invoice=([\w-]+)/.exec(form)![1]!;
	const key = crypto.randomUUID();
	await keepOn(page, {
		key,
		url: `${account}/disputes/new`,
		fields: [
			['key', key],
			['invoice', invoice],
			['reason', 'price_unit'],
			['part', 'whole'],
			['outcome', 'NOA'],
			['explanation', 'Kept while a colleague was quicker']
		]
	});
	await page.goto(`${form}&refill=${key}`);
	await expect(page.getByLabel(words().explain)).toHaveValue('Kept while a colleague was quicker');
	await page.getByRole('button', { name: said().add }).click();
	await expect(page.locator('#conversation')).toContainText('Kept while a colleague was quicker');
	await expect(page.locator('#conversation').getByRole('link', { name: 'kept.pdf' })).toBeVisible();
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('what was written for a form that is not there any more is given back: an opinion, a message', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await sendDispute(page);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];
	for (const [name, text] of [
		['comment', 'Trop long à répondre'],
		['message', 'Je voulais la changer']
	] as const) {
		const key = crypto.randomUUID();
		const url = `${account}/disputes/${reference}/satisfaction`;
		await keepOn(page, {
			key,
			url,
			fields: [
				['key', key],
				[name, text]
			]
		});
		await page.goto(`${url}?refill=${key}`);
		await expect(page.locator('#outbox')).toContainText(text);
	}
});
