import { expect, test, type Browser, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { contestable, formOf } from '../support/contestable';
import { askOwner, tokenOf } from '../support/demo-world';
import { choose, press, tabTo, type } from '../support/keyboard';
import { linkIn, mailSaying } from '../support/mailbox';
import { cutOff, keepOn, seenOnce, waitingOn } from '../support/offline';
import { accountOf, freeMyInvoices, me, myAccount, PEOPLE, words } from '../support/portal';
import { linkOfSomebody, stopPage } from '../support/states';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const database = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

/** With an account of his own: so many links an hour go to one address. */
const SOMEBODY = 'simon.newton@eastgate-motor-works.example';

test.beforeAll(freeMyInvoices);

const button = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name, exact: typeof name === 'string' });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
const said = (page: Page, text: string | RegExp) =>
	expect(page.getByText(text).first()).toBeVisible();

test('by keyboard alone: an invoice is contested, followed, answered and withdrawn', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await press(page, link(page, words().dispute).first());
	const reason = page.locator('input[name=reason][value=price_unit]');
	await choose(page, page.locator('fieldset', { has: reason }), reason);
	await choose(
		page,
		page.locator('fieldset', { has: page.getByLabel(words().part) }),
		page.getByLabel(words().part)
	);
	await type(page, page.getByLabel(words().amountOf).first(), '12');
	await type(page, page.getByLabel(words().explain), 'Typed without a mouse');
	await tabTo(page, page.locator('#files'));
	await press(page, button(page, words().send));
	const goOn = button(page, /^Continue and send/);
	await expect(goOn.or(page.getByText(words().sent)).first()).toBeVisible();
	if (await goOn.isVisible()) await press(page, goOn);
	await said(page, words().sent);

	await press(page, page.locator('summary', { hasText: words().reply }));
	await type(page, page.locator('textarea[name=body]'), 'One more word');
	await press(page, button(page, words().replySend));
	await said(page, 'One more word');

	await press(page, page.locator('summary', { hasText: 'Add a colleague' }));
	await type(page, page.locator('#followers #name'), 'Tom Reed');
	await type(page, page.getByLabel('E-mail address'), `tom@${me().email.split('@')[1]}`);
	await press(page, button(page, 'Add'));
	await said(page, 'Tom Reed');

	await press(page, page.locator('summary', { hasText: words().withdraw }));
	await press(page, button(page, words().withdrawYes));
	await said(page, words().withdrawn);
});

test('by keyboard alone: a dispute is changed before anybody takes it up', async ({ page }) => {
	await page.goto(formOf(await contestable()));
	const reason = page.locator('input[name=reason][value=price_unit]');
	await choose(page, page.locator('fieldset', { has: reason }), reason);
	await press(page, button(page, words().send));
	await said(page, words().sent);

	await press(page, link(page, 'Change my dispute'));
	const part = page.getByLabel(words().part);
	await expect(page.getByRole('heading', { level: 1, name: /^Change dispute/ })).toBeVisible();
	await choose(page, page.locator('fieldset', { has: part }), part);
	await type(page, page.getByLabel(words().amountOf).first(), '99999999');
	await type(page, page.getByLabel(words().explain), 'Changed without a mouse');
	await tabTo(page, page.locator('#files'));
	await press(page, button(page, 'Save the changes'));
	// What is wrong has the focus, and leads to its field.
	const alert = page.getByRole('alert');
	await expect(alert).toBeFocused();
	await press(page, alert.getByRole('link').first());
	await type(page, page.getByLabel(words().amountOf).first(), '12');
	await press(page, button(page, 'Save the changes'));
	await said(page, 'Your dispute has been changed.');
	await said(page, 'Changed without a mouse');
});

test('by keyboard alone: a date is promised and taken back', async ({ page }) => {
	await page.goto(await myAccount(page));
	await press(page, link(page, 'Promise a date').first());
	const second = page.locator('input[name=day]').nth(1);
	await choose(page, page.locator('fieldset', { has: second }), second);
	await type(page, page.getByLabel(/^Amount promised/), '10');
	await press(page, button(page, 'Send my promise'));
	await said(page, /no reminder about/);
	await press(page, page.locator('summary', { hasText: 'Take this promise back' }));
	await press(page, button(page, 'Take the promise back'));
	await said(page, 'Your promise is withdrawn.');
});

test('by keyboard alone: what is ticked is paid, its reference copied, and the payment said', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto(await myAccount(page));
	await press(page, page.locator('input[name=invoice]').first(), 'Space');
	await press(page, button(page, 'Pay the selection'));
	await expect(page).toHaveURL(/\/pay\?invoice=/);
	const copy = page.locator('[data-copy]').first();
	await press(page, copy);
	await expect(copy.locator('+ [role=status]')).toHaveText('Copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		await copy.getAttribute('data-copy')
	);
	await press(page, page.locator('.paid > summary'));
	await type(page, page.getByLabel(/^Amount paid/), '10');
	await press(page, button(page, 'Send to accounts'));
	await said(page, 'Noted, we are looking for your payment');
});

test('by keyboard alone: a question is asked, and the right person named', async ({ page }) => {
	const account = await myAccount(page);
	await page.goto(account);
	await press(page, link(page, 'Ask a question').first());
	await type(page, page.getByLabel('Your message'), 'A statement, please');
	await press(page, button(page, 'Send'));
	await said(page, 'Message sent');
	await page.goto(`${account}/message?about=wrong_person`);
	await type(page, page.getByLabel('Who should we write to?'), 'Julie Bernard');
	await press(page, button(page, 'Send'));
	await said(page, /will write to the right person/);
});

test('by keyboard alone: an offer is accepted under a typed name, and the case is judged', async ({
	page,
	browser
}) => {
	const mine = await mineInHand();
	const desk = await signedIn(browser);
	await offer(desk, mine.reference);
	const tracker = `/p/${tokenOf(DATA, mine.link)}/disputes/${mine.reference}?lang=en`;
	await page.goto(tracker);
	await press(page, page.locator('main a[href$="/proposal"]').first());
	await type(page, page.locator('#signedName'), 'Olivia Bennett');
	await press(page, page.locator('button[value=accepted]'));
	await said(page, /Olivia Bennett/);
	await close(desk, mine.reference);
	await page.goto(tracker);
	await press(page, page.locator('main a[href$="/satisfaction"]').first());
	for (const question of ['solved', 'ease']) {
		const score = page.locator(`#${question}-4`);
		await choose(page, page.locator('fieldset', { has: score }), score);
	}
	await press(page, page.locator('form button.primary'));
	await said(page, /Thank you/);
});

test('by keyboard alone: a resolver answers, and whoever has no link gets one', async ({
	page
}) => {
	const partly = page.locator('#verdict-partly');
	for (const id of await resolverLinks()) {
		await page.goto(`/r/${tokenOf(DATA, id)}?lang=en`);
		if (await partly.isVisible()) break;
	}
	await choose(page, page.locator('fieldset', { has: partly }), partly);
	await type(page, page.locator('#amount'), '1');
	await type(page, page.locator('#answer-explanation'), 'One carton was missing');
	await press(page, page.locator('form button.primary').first());
	await said(page, 'One carton was missing');
	await page.goto('/p/renew?lang=en');
	await type(page, page.locator('input[type=email]'), SOMEBODY);
	await press(page, button(page, words().ask));
	await said(page, words().done);
	expect(linkIn(await mailSaying(SOMEBODY, words().newLink))).toMatch(/^\/p\//);
});

for (const [place, form] of [
	['a dispute', '/disputes/new'],
	['a message', '/message']
] as const)
	test(`by keyboard alone: a file is chosen for ${place} and taken away again`, async ({
		page
	}) => {
		await page.goto(`${await myAccount(page)}${form}`);
		const input = page.locator('#files');
		const asked = page.waitForEvent('filechooser');
		await press(page, input);
		const pdf = (name: string) => ({
			...{ name, mimeType: 'application/pdf' },
			buffer: Buffer.from(`%PDF-1.4 ${name}`)
		});
		await (await asked).setFiles([pdf('first.pdf'), pdf('second.pdf')]);
		const chosen = page.locator('.chosen-files li');
		await expect(chosen).toHaveCount(2);
		await press(page, button(page, 'Remove first.pdf'));
		await expect(chosen).toHaveText([/second\.pdf/]);
		// The focus is not lost with the row.
		await expect(input).toBeFocused();
		expect(
			await input.evaluate(({ files }: HTMLInputElement) => [...files!].map(({ name }) => name))
		).toEqual(['second.pdf']);
	});

const message = (url: string, change: object = {}) => {
	const key = crypto.randomUUID();
	const fields: [string, string][] = [
		['key', key],
		['kind', 'question'],
		['body', `Typed without a mouse ${key}`]
	];
	return { key, url: `${url}/message`, title: 'Ask a question – x', fields, ...change };
};

test('by keyboard alone: what waits on the device is corrected, sent through this link, deleted and erased', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	const mark = (await page.locator('.portal').getAttribute('data-mark'))!;
	const items = page.locator('#items > li');
	page.on('dialog', (dialog) => void dialog.accept());

	const refused = message(account, { mark, problem: 'Too long' });
	await keepOn(page, refused);
	await page.goto(`${account}/outbox`);
	// Drawn anew under somebody's hands, it keeps his place.
	await tabTo(page, link(page, 'Correct'));
	await page.evaluate(async () => {
		document.querySelector('#items > li')!.id = 'drawn-before';
		(await navigator.serviceWorker.ready).active!.postMessage({ type: 'list' });
	});
	await expect(page.locator('#drawn-before')).toHaveCount(0);
	await expect(link(page, 'Correct')).toBeFocused();
	await press(page, link(page, 'Correct'));
	await expect(page.locator('textarea[name=body]')).toHaveValue(/Typed without a mouse/);
	await type(page, page.locator('textarea[name=body]'), 'Shorter');
	await press(page, button(page, 'Send'));
	await said(page, 'Message sent');
	await expect.poll(() => waitingOn(page)).toEqual([]);

	await keepOn(page, message(`/p/${'A'.repeat(43)}`, { mark, failed: 'link' }));
	await page.goto(`${account}/outbox`);
	await press(page, button(page, 'Send through this link'));
	await expect(page.locator('#gone a')).toBeVisible({ timeout: 20_000 });
	await expect(items).toHaveCount(0);
	await expect(page.locator('#gone > li')).toBeFocused();

	await keepOn(page, message(account, { mark }));
	await page.goto(`${account}/outbox`);
	await press(page, button(page, /^Delete/));
	await expect(items).toHaveCount(0);
	await expect(page.locator('#title')).toBeFocused();

	await keepOn(page, message(account, { mark }));
	const other = await accountOf(page, PEOPLE.phone.email);
	await page.goto(`${other}/outbox?lang=en`);
	await press(page, page.locator('#erase-others'));
	await expect.poll(() => waitingOn(page)).toEqual([]);
	await expect(page.locator('#title')).toBeFocused();

	await keepOn(page, message(account, { mark }));
	await page.goto(`${account}/outbox`);
	await expect(items).toHaveCount(1);
	await press(page, button(page, 'Erase from this device'));
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('by keyboard alone: what waits for a network is tried again', async ({ page, context }) => {
	const { account } = await seenOnce(page);
	await cutOff(page);
	await keepOn(page, message(account, { state: 'waiting', attempts: 0, mark: '' }));
	await page.goto(`${account}/outbox`);
	await press(page, button(page, 'Try again now'));
	await expect(page.locator('#items')).toContainText('no connection');
	// Away while it was tried, the button is gone back to.
	await expect(button(page, 'Try again now')).toBeFocused();
	await context.setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await expect.poll(() => waitingOn(page).catch(() => null), { timeout: 20_000 }).toEqual([]);
});

test('by keyboard alone: links that went too far are closed, and the mails of a case end', async ({
	page
}) => {
	const mine = await linkOfSomebody((await myAccount(page)).slice(3));
	await page.goto(`${mine}/link?lang=en`);
	await press(page, button(page, 'Close these links and get a new one'));
	await expect(page.getByRole('heading', { name: 'Your links are closed' })).toBeVisible();
	expect((await page.goto(mine))!.status()).toBe(410);

	await page.goto(`${await stopPage(false)}?lang=en`);
	await press(page, button(page, 'Stop following'));
	await said(page, 'You no longer follow this dispute');
});

interface Mine {
	reference: string;
	organisation: string;
	link: string;
}

/** A case of somebody who reads English, in the hands of the creditor. */
async function mineInHand(): Promise<Mine> {
	const rows = await askOwner(database(), (query) =>
		query<Mine>(
			`select d.reference, d.organisation_id as organisation, l.id as link from dispute d
			join link l on l.organisation_id = d.organisation_id and l.customer_id = d.customer_id
				and l.kind = 'portal' and l.revoked_at is null and l.expires_at > now() and l.language = 'en'
			where d.status in ('submitted', 'in_progress') order by d.reference limit 1`
		)
	);
	return rows[0]!;
}

/** Some were answered already, or handed to somebody else. */
async function resolverLinks(): Promise<string[]> {
	const rows = await askOwner(database(), (query) =>
		query<{ id: string }>(
			`select id from link where kind = 'resolver' and revoked_at is null and language = 'en' order by created_at desc`
		)
	);
	return rows.map(({ id }) => id);
}

async function signedIn(browser: Browser): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto('/login');
	await page.locator('#email').fill('emma.clarke@norwood.example');
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page).not.toHaveURL(/login/);
	return page;
}

async function offer(desk: Page, reference: string): Promise<void> {
	await desk.goto(`/disputes/${reference}`);
	const form = desk.locator('form[action="?/propose"]');
	await form.evaluate((one) => (one.closest('details')!.open = true));
	await desk.locator('#kind').selectOption('credit');
	await desk.locator('#offered').fill('1.00');
	await form.locator('textarea').fill('One pound, and thank you');
	await desk.locator('#validUntil').fill(inTwoWeeks());
	await form.locator('button').click();
	await expect(desk.locator('.offer', { hasText: 'One pound, and thank you' })).toBeVisible();
}

const inTwoWeeks = () => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);

async function close(desk: Page, reference: string): Promise<void> {
	await desk.goto(`/disputes/${reference}`);
	await desk.locator('#creditNoteNumber').fill(`CN-${reference}`);
	await desk
		.locator('form', { has: desk.locator('#creditNoteNumber') })
		.locator('button')
		.click();
	await expect(desk.locator('header .status')).toHaveText('Closed');
	await desk.context().close();
}

test('by keyboard alone: whatever is pressed in what waits, the focus stays beside it', async ({
	page
}) => {
	const { account } = await seenOnce(page);
	page.on('dialog', (dialog) => void dialog.accept());
	const faulty = message(account, { fault: 'It did not arrive', title: 'Lost – x' });
	await keepOn(page, faulty);
	await keepOn(page, message(account, { title: 'Refused – x', problem: 'Too long' }));
	await page.goto(`${account}/outbox`);
	const item = (title: string) =>
		page.locator('#items > li', { has: page.getByRole('heading', { name: title }) });
	await expect(item('Lost')).toContainText('It did not arrive');
	await press(page, item('Refused').getByRole('button', { name: /^Delete/ }));
	await expect(item('Refused')).toHaveCount(0);
	await expect(item('Lost').locator('.title')).toBeFocused();
	await drawnAnew(page);
	await expect(item('Lost').locator('.title')).toBeFocused();
	await tabTo(page, item('Lost').getByRole('button', { name: /Remove/ }));
	await cutOff(page);
	await page.keyboard.press('Enter');
	await expect(item('Lost')).not.toContainText('It did not arrive');
	await expect(page.locator('#items .title')).toBeFocused();
	await page.context().setOffline(false);
});

/** Whatever else happens on the device tells the page the list once more. */
async function drawnAnew(page: Page): Promise<void> {
	await page.locator('#items > li').evaluateAll((lines) => {
		for (const line of lines) line.id = 'before';
		const { mark } = document.querySelector<HTMLElement>('.portal')!.dataset;
		navigator.serviceWorker.controller!.postMessage({ type: 'list', mark });
	});
	await expect(page.locator('#before')).toHaveCount(0);
}
