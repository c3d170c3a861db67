import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { contestable, formOf } from '../support/contestable';
import { askOwner } from '../support/demo-world';
import {
	cutOff,
	backOnline,
	keptPages,
	ringSync,
	seenOnce,
	underTheWorker,
	waitingOn
} from '../support/offline';
import { freeMyInvoices, me, photo, sendDispute, unfold, words } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const database = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

const SAID = {
	fr: {
		save: 'Enregistrer les changements',
		fix: 'Corriger',
		begun: 'Quelqu’un s’en charge déjà',
		asMessage: 'Envoyer en message',
		waits: 'En attente de réseau',
		sent: 'Envoyé',
		noRoom: 'ne peut pas garder l’envoi'
	},
	en: {
		save: 'Save the changes',
		fix: 'Correct',
		begun: 'Somebody has already taken it up',
		asMessage: 'Send as a message',
		waits: 'Waiting for a connection',
		sent: 'Sent',
		noRoom: 'cannot keep what you wrote'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

/** A case just sent, its form of changes seen once with a network. */
async function caseSeen(page: Page) {
	const about = await contestable();
	await page.goto(formOf(about));
	await underTheWorker(page);
	await page.goto(formOf(about));
	await page.locator('input[name=reason][value=price_unit]').check();
	await sendDispute(page);
	const here = new URL(page.url()).pathname;
	await page.goto(`${here}/amend`);
	await expect(page.locator('#explanation')).toBeVisible();
	await expect.poll(() => keptPages(page)).toContain(`${here}/amend`);
	return { here, account: `/p/${about.token}`, reference: here.split('/').at(-1)! };
}

async function amendOffline(page: Page, context: BrowserContext, here: string): Promise<void> {
	await cutOff(page);
	await page.goto(`${here}/amend`);
	await page.locator('#explanation').fill('Corrigé dans le train');
	await page
		.locator('#files')
		.setInputFiles({ name: 'devis.jpg', mimeType: 'image/jpeg', buffer: await photo(500, 400) });
	await page.getByRole('button', { name: said().save }).click();
	await expect(page.locator('#kept h1')).toBeVisible();
}

const amendmentsOf = (reference: string) =>
	askOwner(database(), (query) =>
		query(
			`select a.id from dispute_amendment a
			join dispute d on d.organisation_id = a.organisation_id and d.id = a.dispute_id
			where d.reference = $1`,
			[reference]
		)
	);

test('changes written offline outlive the closed page, are read there again, and leave once', async ({
	page,
	context
}) => {
	const { here, account, reference } = await caseSeen(page);
	await amendOffline(page, context, here);
	await page.close();

	const reopened = await context.newPage();
	await reopened.goto(`${account}/outbox`);
	await expect(reopened.locator('#items > li')).toContainText(reference);
	expect(await amendmentsOf(reference)).toHaveLength(0);
	await context.setOffline(false);
	await reopened.goto('/robots.txt');
	await ringSync(context, reopened);
	await expect.poll(async () => (await waitingOn(reopened)).length, { timeout: 20_000 }).toBe(0);
	await ringSync(context, reopened);
	expect(await amendmentsOf(reference)).toHaveLength(1);
	await reopened.goto(here);
	await expect(reopened.getByText('Corrigé dans le train').first()).toBeVisible();
	await expect(reopened.locator('main img').first()).toBeVisible();
});

test('changes refused because the case was taken up meanwhile come back as a message, files too', async ({
	page,
	context
}) => {
	const { here, account, reference } = await caseSeen(page);
	await amendOffline(page, context, here);
	await askOwner(database(), (query) =>
		query(`update dispute set status = 'in_progress' where reference = $1 returning id`, [
			reference
		])
	);
	await backOnline(page);
	await page.goto(`${account}/outbox`);
	await page.locator('#items').getByRole('link', { name: said().fix }).click({ timeout: 20_000 });
	await expect(page.getByRole('heading', { name: said().begun })).toBeVisible();
	await expect(page.locator('#message')).toHaveValue(/Corrigé dans le train/);
	await expect(page.locator('.chosen-files li')).toContainText('devis.jpg');
	await page.getByRole('button', { name: said().asMessage }).click();
	await expect(page).toHaveURL(/\?replied/);
	await expect(page.locator('#conversation')).toContainText('Corrigé dans le train');
	await expect(page.locator('#conversation img')).toHaveCount(1);
	await expect.poll(() => waitingOn(page)).toEqual([]);
	expect(await amendmentsOf(reference)).toHaveLength(0);
});

test('the account says what waits, and shows itself anew once it has left', async ({ page }) => {
	const { account, form } = await seenOnce(page);
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	const number = /[A-Z]+-[\w-]+\d/.exec(await page.locator('h1').innerText())![0];
	await page.getByLabel(words().reason).check();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();
	await page.goto(account);
	const box = page.locator('#outbox');
	await expect(box).toContainText(words().shownAsOf);
	await expect(box).toContainText(new RegExp(`${said().waits} – .*${number}`));
	const contest = page.locator('main').getByRole('link', { name: words().dispute });
	const before = await contest.count();

	await backOnline(page);
	await expect(box).toContainText(new RegExp(`${said().sent} – .*${number}`), { timeout: 20_000 });
	await expect(box).not.toContainText(words().shownAsOf);
	await expect(contest).toHaveCount(before - 1);
	await expect(page.locator('main')).toContainText(/LIT-\d{4}-\d{6}/);
	await page.reload();
	await expect(box).toBeHidden();
});

test('a device that is full says so, and the form stays with everything typed', async ({
	page,
	context
}) => {
	const { form } = await seenOnce(page);
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().explain).fill('No room for this');
	const devtools = await context.newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', {
		origin: new URL(page.url()).origin,
		quotaSize: 1
	});
	await page.locator('#files').setInputFiles({
		...{ name: 'palette.jpg', mimeType: 'image/jpeg' },
		buffer: await photo(900, 700)
	});
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('alert')).toContainText(said().noRoom);
	await expect(page.getByLabel(words().explain)).toHaveValue('No room for this');
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	expect(await waitingOn(page)).toEqual([]);
	await devtools.detach();
});
