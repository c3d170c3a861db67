import { expect, test, type Page } from '@playwright/test';
import { fromDisk, scan } from '../support/from-disk';
import { cutOff, backOnline, keepOn, keptPages, seenOnce, waitingOn } from '../support/offline';
import {
	accountOf,
	freeMyInvoices,
	me,
	PEOPLE,
	photo,
	references,
	unfold,
	words
} from '../support/portal';

const SAID = {
	fr: {
		through: 'Envoyer par ce lien',
		send: 'Envoyer'
	},
	en: {
		through: 'Send through this link',
		send: 'Send'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

/** Somebody of another company, on the same device. */
const accountOfSomebodyElse = (page: Page): Promise<string> =>
	accountOf(page, Object.values(PEOPLE).find(({ email }) => email !== me().email)!.email);

test('on a shared device the next customer neither sees nor erases what the one before wrote', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const [url, key] = [`${account}/message`, crypto.randomUUID()];
	await keepOn(page, { key, url, title: 'Of the first one – x' });
	const other = await accountOfSomebodyElse(page);
	await page.goto(`${other}/outbox`);
	await expect(page.locator('#others')).toBeVisible();
	await expect(page.locator('#items > li')).toHaveCount(0);
	const heard = await page.locator('main').innerText();
	expect(heard).not.toContain('Of the first one');
	expect(await page.content()).not.toContain(account);
	page.on('dialog', (dialog) => void dialog.accept());
	await page.locator('#erase').click();
	await expect(page.locator('#erase')).toHaveCount(0);
	expect(await waitingOn(page)).toHaveLength(1);

	await page.goto(`${account}/outbox`);
	await expect(page.locator('#items')).toContainText('Of the first one');
	await page.goto(`${other}/outbox`);
	await page.locator('#erase-others').click();
	await expect.poll(() => waitingOn(page)).toEqual([]);
	await expect(page.locator('#others')).toBeHidden();
});

test('what came to wait after the page was fetched is asked about before it is erased', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	await page.goto(account);
	const key = crypto.randomUUID();
	await keepOn(page, { key, url: `${account}/message`, title: 'Written a minute ago' });
	const asked: string[] = [];
	let agrees = false;
	page.on('dialog', (dialog) => {
		asked.push(dialog.message());
		return agrees ? dialog.accept() : dialog.dismiss();
	});
	await page.locator('#erase').click();
	await expect.poll(() => asked).toHaveLength(1);
	expect(await waitingOn(page)).toHaveLength(1);
	await expect(page.locator('#erase')).toBeVisible();
	agrees = true;
	await page.locator('#erase').click();
	await expect(page.locator('#erase')).toHaveCount(0);
	expect(asked).toHaveLength(2);
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('a device with no room left shows every page of the network and sends every form', async ({
	page,
	context
}) => {
	const { account } = await seenOnce(page);
	const devtools = await context.newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', {
		origin: new URL(page.url()).origin,
		quotaSize: 1
	});
	const answer = await page.goto(`${account}/pay`);
	expect(answer!.status()).toBe(200);
	await expect(page.locator('.portal')).not.toHaveAttribute('data-kept-at');
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('From a phone full of photos');
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/message\?sent/);
	await devtools.detach();
});

test('what was said a moment ago does not stand in the place of its form', async ({ page }) => {
	const { account } = await seenOnce(page);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('Asked with a network');
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/message\?sent/);
	await page.goto(`${account}?q=zzz`);
	await page.goto(`${account}/pay`);
	await expect.poll(() => keptPages(page)).toContain(`${account}/message`);
	await cutOff(page);
	await page.goto(`${account}/message`);
	await expect(page.locator('textarea[name=body]')).toBeVisible();
	await page.goto(account);
	await expect(page.getByRole('link', { name: words().dispute }).first()).toBeVisible();
});

test('written through a link that has ended, it leaves through the newer one of the same account', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const mark = (await page.locator('.portal').getAttribute('data-mark'))!;
	expect(mark.length).toBeGreaterThan(15);
	const key = crypto.randomUUID();
	const ended = `/p/${'A'.repeat(43)}`;
	const body = `Through a link that ended ${key}`;
	await keepOn(page, {
		...{ key, mark, failed: 'link', url: `${ended}/message` },
		fields: [
			['key', key],
			['kind', 'question'],
			['body', body]
		]
	});
	await page.goto(`${account}/outbox`);
	await expect(page.locator('#items .fix')).toBeHidden();
	await page.getByRole('button', { name: said().through }).click();
	await expect(page.locator('#gone a')).toHaveAttribute('href', new RegExp(`${account}/message`));
	expect(await waitingOn(page)).toEqual([]);
});

test('erased while it is on its way, it stops, does not come back and opens no case', async ({
	page
}) => {
	const { account, form } = await seenOnce(page);
	const before = await references(page, account);
	let isErased = false;
	await page.exposeFunction('erased', () => void (isErased = true));
	await page.addInitScript(() =>
		navigator.serviceWorker.addEventListener('message', ({ data }) => {
			if ((data as { type: string }).type !== 'progress') return;
			navigator.serviceWorker.controller!.postMessage({ type: 'erase' });
			void (window as unknown as { erased(): void }).erased();
		})
	);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.locator('#files').setInputFiles(fromDisk(scan('s.pdf', 18_000_000)));
	await page.getByRole('button', { name: words().send }).click();
	await expect.poll(() => isErased).toBe(true);
	await expect.poll(() => waitingOn(page)).toEqual([]);
	await backOnline(page);
	expect(await references(page, account)).toEqual(before);
	expect(await waitingOn(page)).toEqual([]);
});

test('a message with a large file leaves in parts, and the page shows how far it is', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('With the whole folder');
	await page.locator('#files').setInputFiles(fromDisk(scan('folder.pdf', 12_000_000)));
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/outbox$/);
	await expect(page.locator('#gone a')).toHaveAttribute('href', /message\?sent/, {
		timeout: 30_000
	});
	expect(await waitingOn(page)).toEqual([]);
});

test('a form sent while several photos are still being drawn leaves when all of them are', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	await page.goto(`${account}/message`);
	await page.locator('textarea[name=body]').fill('Six of them');
	// The last time it is sent is the one that leaves: until then it waits.
	await page.evaluate(() =>
		addEventListener('submit', () => {
			const { files } = document.querySelector<HTMLInputElement>('#files')!;
			sessionStorage.left = [...files!].map(({ name }) => name).join();
		})
	);
	const buffer = await photo(1800, 1400);
	const photos = fromDisk(
		...[1, 2, 3, 4, 5, 6].map((place) => ({ name: `raw-${place}.jpeg`, buffer }))
	);
	await page.locator('#files').focus();
	await expect(page.locator('script[src="/files.js"]')).toBeAttached();
	await page.locator('#files').setInputFiles(photos);
	await expect(page.locator('.chosen-files li')).toHaveCount(6);
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/message\?sent/, { timeout: 30_000 });
	// Drawn again, each has the ending of what it is now.
	const left = await page.evaluate(() => String(sessionStorage.left));
	expect(left.split(',').filter((name) => name.endsWith('.jpg'))).toHaveLength(6);
});

test('erased from the device, the name of who wrote here is gone as well', async ({
	page,
	context
}) => {
	const { account } = await seenOnce(page);
	await page.goto(`${account}/message`);
	await page.locator('.who summary').click();
	await page.locator('#acting').fill('Paul Rémy');
	await page.locator('textarea[name=body]').fill('In my own name');
	await page.getByRole('button', { name: said().send, exact: true }).click();
	await expect(page).toHaveURL(/message\?sent/);
	const isNamed = async () =>
		(await context.cookies(page.url())).some(({ name }) => name === 'acting');
	expect(await isNamed()).toBe(true);
	await page.locator('#erase').click();
	await expect.poll(isNamed).toBe(false);
});
