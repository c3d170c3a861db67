import { expect, test } from '@playwright/test';
import { fromDisk } from './support/from-disk';
import { linkIn, mailSaying, mailsTo } from './support/mailbox';
import {
	freeMyInvoices,
	me,
	myAccount,
	openForm,
	photo,
	references,
	sendDispute,
	unfold,
	withoutScripts,
	words
} from './support/portal';
import { cutOff } from './support/offline';

test.beforeAll(freeMyInvoices);

test('three taps from the link to a dispute with a photo, then followed like a parcel', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(1200, 900) });
	await page.getByRole('button', { name: words().send }).click();

	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	await expect(page.getByText(words().sent)).toBeVisible();
	await expect(page.getByText(words().paused)).toBeVisible();
	const picture = page.locator('main img').first();
	await expect
		.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
		.toBeGreaterThan(100);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];
	const mail = await mailSaying(me().email, new RegExp(reference));
	await page.goto(linkIn(mail));
	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	expect(
		mailsTo(me().email).filter(({ subject, text }) => `${subject}${text}`.includes(reference))
	).toHaveLength(1);
});

test('without scripts: a refusal keeps what was typed, a 12 MB photo passes, and it can be withdrawn', async ({
	browser,
	page: withScripts
}) => {
	const account = await myAccount(withScripts);
	const page = await withoutScripts(browser);
	await page.goto(account);
	await openForm(page);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('alert')).toContainText(words().noReason);

	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).fill('9999999');
	await page.getByLabel(words().explain).fill('Il manque 3 cartons <b>sur 12</b>.');
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('alert')).toContainText(words().tooHigh);
	await expect(page.getByLabel(words().reason)).toBeChecked();
	await expect(page.getByLabel(words().amountOf)).toHaveValue('9999999');
	await expect(page.getByLabel(words().explain)).toHaveValue('Il manque 3 cartons <b>sur 12</b>.');

	const large = await photo(4000, 3000);
	expect(large.length).toBeGreaterThan(8_000_000);
	await page.getByLabel(words().amountOf).fill(me().language === 'fr' ? '10,50' : '10.50');
	await page.locator('#files').setInputFiles(fromDisk({ name: 'IMG_4711.jpg', buffer: large }));
	await sendDispute(page);
	await expect(page.getByText('Il manque 3 cartons <b>sur 12</b>.')).toBeVisible();
	await expect(page.getByText(/10[,.]50/).first()).toBeVisible();

	await page.getByText(words().reply).first().click();
	await page.locator('textarea[name=body]').fill('Photo jointe.');
	await page.getByRole('button', { name: words().replySend }).click();
	await expect(page.locator('#conversation').getByText('Photo jointe.')).toBeVisible();

	await page.getByText(words().withdraw).click();
	await page.getByRole('button', { name: words().withdrawYes }).click();
	await expect(page.getByText(words().withdrawn)).toBeVisible();
	await page.context().close();
});

test('everything that is wrong is said at once, and goes with what was wrong', async ({ page }) => {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('9999999');
	await page
		.locator('#files')
		.setInputFiles(
			fromDisk(
				{ name: 'fake.jpg', buffer: Buffer.from('no photo') },
				{ name: 'empty.pdf', buffer: Buffer.alloc(0) },
				{ name: 'scan.pdf', buffer: Buffer.alloc(22_000_000, '%PDF-') }
			)
		);
	const listed = page.locator('.chosen-files li');
	await expect(page.locator('#files-error')).toContainText('scan.pdf');
	await expect(page.locator('#files-error')).toContainText('empty.pdf');
	await expect(listed).toHaveCount(1);

	await page.getByRole('button', { name: words().send }).click();
	const summary = page.locator('#problem');
	await expect(summary).toBeFocused();
	await expect(summary.getByRole('link')).toHaveCount(2);
	await expect(summary).toContainText(words().tooHigh);
	await expect(listed.filter({ hasText: 'fake.jpg' }).locator('.field-error')).toBeVisible();

	await listed.filter({ hasText: 'fake.jpg' }).getByRole('button').click();
	await expect(summary).not.toContainText('fake.jpg');
	await expect(summary.getByRole('link')).toHaveCount(1);
});

test('an invoice that is already contested in part shows that case before the form', async ({
	browser,
	page: withScripts
}) => {
	const account = await myAccount(withScripts);
	await withScripts.goto(account);
	await openForm(withScripts, 'last');
	await withScripts.getByLabel(words().reason).check();
	await withScripts.getByLabel(words().part).check();
	await withScripts.getByLabel(words().amountOf).first().fill('12');
	const form = withScripts.url();
	await sendDispute(withScripts);
	const reference = /LIT-\d{4}-\d{6}/.exec(withScripts.url())![0];

	const page = await withoutScripts(browser);
	await page.goto(form);
	const follow = page.getByRole('link', { name: reference });
	await expect(follow).toBeVisible();
	await expect(page.getByLabel(words().reason)).toBeHidden();
	await unfold(page);
	await expect(page.getByLabel(words().reason)).toBeVisible();
	await follow.click();
	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	await page.context().close();
});

test('a page that does not exist leads back to the account or to a new link, never to the staff', async ({
	page
}) => {
	const account = await myAccount(page);
	for (const [lost, way] of [
		[`${account}/nowhere`, account],
		['/p/nowhere/at/all', '/p/renew'],
		['/r/nowhere/at/all', '/r/renew']
	] as const) {
		expect((await page.goto(lost))!.status()).toBe(404);
		await expect(page.locator('main a.button')).toHaveAttribute('href', way);
	}
});

test('written offline with a photo, it leaves by itself when the network is back, once', async ({
	page,
	context
}) => {
	const account = await myAccount(page);
	const before = await references(page, account);
	await page.evaluate(() => navigator.serviceWorker.ready);
	const kept = () =>
		page.evaluate(async () =>
			(
				await Promise.all(
					(await caches.keys()).map(async (name) =>
						(await (await caches.open(name)).keys()).map(({ url }) => url)
					)
				)
			).flat()
		);
	await page.reload();
	const form = (await page
		.getByRole('link', { name: words().dispute })
		.first()
		.getAttribute('href'))!;
	await expect.poll(async () => (await kept()).some((url) => url.endsWith(form))).toBe(true);

	await cutOff(page);
	await page.goto(account);
	await expect(page.locator('#outbox')).toContainText(words().shownAsOf);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 700) });
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();

	await context.setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	// The page that kept it says itself that it left, and under which reference.
	const follow = page.locator('#kept').getByRole('link', { name: words().received });
	await expect(follow).toBeVisible({ timeout: 20_000 });
	expect(await follow.getAttribute('href')).toMatch(words().received);
	await expect(page.locator('#kept')).not.toContainText(words().kept);
	await expect
		.poll(async () => (await references(page, account)).length, { timeout: 20_000 })
		.toBe(before.length + 1);
	// Asked again and again, it stays one.
	for (let i = 0; i < 3; i++) await page.evaluate(() => window.dispatchEvent(new Event('online')));
	const after = await references(page, account);
	expect(after).toHaveLength(before.length + 1);
	await page.goto(`${account}/disputes/${after.find((reference) => !before.includes(reference))}`);
	await expect(page.locator('main img').first()).toBeVisible();
	await expect(page.locator('#outbox')).toBeHidden();
});

test('what waited on the device and is refused comes back to be corrected', async ({
	page,
	context
}) => {
	const account = await myAccount(page);
	await page.goto(account);
	await page.evaluate(() => navigator.serviceWorker.ready);
	const form = (await page
		.getByRole('link', { name: words().dispute })
		.last()
		.getAttribute('href'))!;
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('9999999');
	await page.getByLabel(words().explain).fill('Typed in a tunnel');
	await cutOff(page);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();

	await context.setOffline(false);
	await page.goto(account);
	const outbox = page.locator('#outbox');
	await expect(outbox).toContainText(words().tooHigh, { timeout: 20_000 });
	await outbox.getByRole('link').first().click();
	await expect(page.getByRole('alert')).toContainText(words().tooHigh);
	await expect(page.getByLabel(words().reason)).toBeChecked();
	await expect(page.getByLabel(words().explain)).toHaveValue('Typed in a tunnel');
	await page.getByLabel(words().amountOf).first().fill('11');
	await sendDispute(page);
	await page.goto(account);
	await expect(outbox).toBeHidden();
});

test('"already paid" is an answer: reminders rest, and it is no dispute', async ({ page }) => {
	const account = await myAccount(page);
	const before = await references(page, account);
	await openForm(page);
	await page.getByLabel(words().paid).check();
	await page.getByRole('textbox', { name: words().transfer }).fill('Virement du 12, réf. 4471');
	await page.getByRole('button', { name: words().sendAnswer, exact: true }).click();
	await expect(page.getByText(words().noted)).toBeVisible();
	expect(await references(page, account)).toEqual(before);
});

test('read pages carry no framework, nothing is kept by anyone and no search engine is invited', async ({
	page
}) => {
	const account = await myAccount(page);
	const scripts: string[] = [];
	page.on(
		'request',
		(request) =>
			request.resourceType() === 'script' && scripts.push(new URL(request.url()).pathname)
	);
	const answer = (await page.goto(account))!;
	expect(scripts.filter((path) => path !== '/register.js')).toEqual([]);
	expect(answer.headers()).toMatchObject({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex, nofollow',
		'referrer-policy': 'same-origin'
	});
	const manifest = await page.request.get(`${account}/manifest.webmanifest`);
	expect(await manifest.json()).toMatchObject({
		start_url: account,
		scope: '/p/',
		display: 'standalone'
	});
});
