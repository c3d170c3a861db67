import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { contestable, formOf, withNote } from '../support/contestable';
import { askOwner, tokenOf } from '../support/demo-world';
import { fromDisk, scan } from '../support/from-disk';
import { cutOff, keepOn, keptPages, seenOnce, underTheWorker, waitingOn } from '../support/offline';
import {
	accountOf,
	freeMyInvoices,
	me,
	openForm,
	PEOPLE,
	photo,
	unfold,
	words
} from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

const SAID = {
	fr: {
		send: 'Envoyer',
		goOn: /^Continuer et envoyer/,
		leaveBy: /^Rouvrez cette page avec du réseau avant le .*\d/,
		reopen: /Rouvrez cette page avec du réseau avant le .*\d/,
		tooHeavy: 'ne part pas d’ici',
		paid: 'Envoi enregistré sur cet appareil'
	},
	en: {
		send: 'Send',
		goOn: /^Continue and send/,
		leaveBy: /^Open this page again with a connection before .*\d/,
		reopen: /Open this page again with a connection before .*\d/,
		tooHeavy: 'cannot send a file this large',
		paid: 'Saved on this device'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

/** One more link to my account, as every mail brings one. */
const anotherLink = (account: string, change: object = {}): Promise<string> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const hash = (token: string) => createHash('sha256').update(token).digest('hex');
		const id = uuidv7();
		const token = tokenOf(DATA, id);
		const rows = await query(
			`insert into link select (jsonb_populate_record(l, $1)).* from link l
			where l.token_hash = $2 returning id`,
			[JSON.stringify({ id, token_hash: hash(token), ...change }), hash(account.slice(3))]
		);
		expect(rows).toHaveLength(1);
		return `/p/${token}`;
	});

/** A page that hears that something left shows itself anew, in the middle of the question too. */
const left = (page: Page) => () => waitingOn(page).catch(() => null);

const messageFor = (account: string, key = crypto.randomUUID()) => ({
	...{ key, url: `${account}/message`, state: 'waiting' },
	fields: [
		['key', key],
		['kind', 'question'],
		['body', `Left behind ${key}`]
	] as [string, string][]
});

test('the link of a newer mail keeps what the older one of the account showed, and whose it is', async ({
	page,
	context
}) => {
	const { account } = await seenOnce(page);
	const mark = (await page.locator('.portal').getAttribute('data-mark'))!;
	const newer = await anotherLink(account);
	await page.goto(`${account}/message`);
	await expect.poll(() => keptPages(page)).toContain(`${account}/message`);
	await page.locator('textarea[name=body]').fill('Begun on the older link');
	const second = await context.newPage();
	await second.goto(newer);
	await expect
		.poll(() => keptPages(second))
		.toEqual(expect.arrayContaining([newer, `${newer}/outbox`, `${account}/message`]));

	await cutOff(page);
	// The icon on the phone was installed from the older one.
	await second.goto(account);
	await expect(second).toHaveURL(newer);
	await expect(second.locator('#outbox')).toContainText(words().shownAsOf);
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/\/outbox$/);
	expect(await waitingOn(page)).toMatchObject([{ mark }]);
	await second.goto(`${newer}/outbox`);
	await expect(second.locator('#items > li')).toHaveCount(1);
	await expect(second.locator('#others')).toBeHidden();
});

test('installed, a newer link is the same application, and another creditor or account another one', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const other = Object.values(PEOPLE).find(({ email }) => email !== me().email)!;
	const manifestOf = async (base: string) =>
		(await (await page.request.get(`${base}/manifest.webmanifest`)).json()) as {
			id: string;
			start_url: string;
		};
	const mine = await manifestOf(account);
	const newer = await anotherLink(account);
	expect(await manifestOf(newer)).toMatchObject({ id: mine.id, start_url: newer });
	expect((await manifestOf(await accountOf(page, other.email))).id).not.toBe(mine.id);
});

test('what waits leaves when somebody looks at the page again', async ({ page }) => {
	const { account } = await seenOnce(page);
	await keepOn(page, messageFor(account));
	expect(await waitingOn(page)).toHaveLength(1);
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect.poll(left(page), { timeout: 20_000 }).toEqual([]);
});

test('what waits leaves when a page is opened', async ({ page }) => {
	const { account } = await seenOnce(page);
	await keepOn(page, messageFor(account));
	await page.goto(`${account}/privacy`);
	await expect.poll(left(page), { timeout: 20_000 }).toEqual([]);
});

test('what waits behind a link that has ended says so, and is not tried for ever', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const ended = await anotherLink(account, { revoked_at: '2020-01-01T00:00:00Z' });
	await keepOn(page, messageFor(ended));
	await page.goto(`${account}/outbox`);
	await expect
		.poll(() => waitingOn(page), { timeout: 20_000 })
		.toMatchObject([{ state: 'correct', failed: 'link' }]);
	// Whoever opens the link it was written through is not left to think that it is gone, nor that it left.
	await page.goto(ended);
	await expect(page.locator('#waits')).toBeVisible();
	// What he wrote is read, and his file taken elsewhere: nothing of it is lost with the link.
	await expect(page.locator('#waits .words')).toContainText('Left behind');
	const coming = page.waitForEvent('download');
	await page.locator('#waits').getByRole('link', { name: 'kept.pdf' }).click();
	expect((await coming).suggestedFilename()).toBe('kept.pdf');
	await page.goto(await anotherLink(account, { revoked_at: '2020-01-02T00:00:00Z' }));
	await expect(page.getByRole('main')).toBeVisible();
	await expect(page.locator('#waits')).toBeHidden();
});

test('where nothing leaves by itself, the page says until when this browser keeps it', async ({
	page
}) => {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'SyncManager'));
	const { account } = await seenOnce(page);
	await cutOff(page);
	await keepOn(page, { ...messageFor(account), mark: '' });
	await page.goto(account);
	await expect(page.locator('#outbox li').filter({ hasText: said().leaveBy })).toHaveCount(1);
});

test('kept by a browser that forgets after a week, a dispute asks to stay, and says for how long it does', async ({
	page
}) => {
	await page.addInitScript(() => {
		Reflect.deleteProperty(window, 'SyncManager');
		Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync');
		StorageManager.prototype.persist = async () => Boolean((sessionStorage.asked = 'to stay'));
	});
	const { account, form } = await seenOnce(page);
	await cutOff(page);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.locator('#kept p').filter({ hasText: said().reopen })).toBeVisible();
	expect(await page.evaluate(() => sessionStorage.asked as unknown)).toBe('to stay');

	await page.goto(`${account}/outbox`);
	const [kept] = await waitingOn(page);
	// A day less than the week after which it may be gone.
	const last = new Date(kept!.keptAt! + 6 * 86_400_000).toLocaleDateString(
		{ fr: 'fr-FR', en: 'en-GB' }[me().language],
		{ dateStyle: 'long', timeZone: test.info().project.use.timezoneId! }
	);
	await expect(page.locator('#leave-by')).toContainText(last);
});

test('“already paid” kept on the device is not called a dispute', async ({ page }) => {
	const { form } = await seenOnce(page);
	await page.goto(form);
	await underTheWorker(page);
	await page.getByLabel(words().paid).check();
	await cutOff(page);
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page.locator('#kept h1')).toHaveText(said().paid);
});

async function sendHeavy(page: Page): Promise<void> {
	await page.getByLabel(words().reason).check();
	await page.locator('#files').setInputFiles(fromDisk(scan('folder.pdf', 9_000_000)));
	await page.getByRole('button', { name: words().send }).click();
}

test('a form that stayed on its page is not sent by the next photo', async ({ page }) => {
	const { account } = await seenOnce(page);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('One more photo');
	// Where it cannot be sent with its progress shown, the browser sends it.
	await page.route('**/message', (route) =>
		route.request().method() === 'POST' ? route.abort() : route.fallback()
	);
	await page.evaluate(() =>
		addEventListener('submit', (event) => {
			if (event.defaultPrevented) return;
			event.preventDefault();
			sessionStorage.posts = Number(sessionStorage.posts ?? 0) + 1;
		})
	);
	const buffer = await photo(1800, 1400);
	const raw = (place: number) => ({ name: `raw-${place}.jpeg`, buffer });
	await page.locator('#files').focus();
	await expect(page.locator('script[src="/files.js"]')).toBeAttached();
	await page.locator('#files').setInputFiles(fromDisk(...[1, 2, 3, 4].map(raw)));
	await page.getByRole('button', { name: said().send, exact: true }).click();
	const posts = () => page.evaluate(() => sessionStorage.posts as unknown);
	await expect.poll(posts, { timeout: 20_000 }).toBe('1');
	await page.locator('#files').setInputFiles(fromDisk(raw(5)));
	const drawn = page.locator('.chosen-files .name').filter({ hasText: /\.jpg$/ });
	await expect(drawn).toHaveCount(5, { timeout: 20_000 });
	expect(await posts()).toBe('1');
});

test('a proxy that reaches nobody behind it does not hide what was kept', async ({
	page,
	context
}) => {
	const { account } = await seenOnce(page);
	await context.route(account, (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
	await page.goto(account);
	await expect(page.locator('#outbox')).toContainText(words().shownAsOf);
});

test('what is on file is shown before a large file leaves, and the file stays chosen', async ({
	page
}) => {
	const about = await contestable();
	await withNote(about);
	await page.goto(formOf(about));
	await underTheWorker(page);
	await sendHeavy(page);
	await expect(page.locator('#known a[download]')).toHaveAttribute('href', /\/documents\//);
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	expect(await waitingOn(page)).toEqual([]);
	await page.getByRole('button', { name: said().goOn }).click();
	await expect(page).toHaveURL(/\/LIT-.*\?sent/, { timeout: 30_000 });
});

test.describe('where the browser refuses the worker', () => {
	test.use({ serviceWorkers: 'block' });
	test('a large file is refused in words instead of waiting for ever', async ({ page }) => {
		await page.goto(await accountOf(page, me().email));
		await openForm(page);
		await sendHeavy(page);
		await expect(page.getByRole('alert')).toContainText(said().tooHeavy, { timeout: 10_000 });
		await expect(page.locator('.chosen-files li')).toHaveCount(1);
	});
});
