import { expect, test, type Browser, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { comesIn } from './support/comes-in';
import { askOwner } from './support/demo-world';
import { expectSound, house, signIn, words } from './support/desk';
import { linkIn, mailSaying } from './support/mailbox';
import { ask, codeOf, ownCases, ownCustomer, send } from './support/own-cases';
import { photo } from './support/portal';

const DATA = path.resolve(import.meta.dirname, '../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const button = (page: Page, name: string | undefined) =>
	page.getByRole('button', { name: name!, exact: true });
const isDone = (page: Page, said: string | undefined) =>
	expect(page.getByRole('status').first()).toContainText(said!);
const inDays = (days: number): string =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What a customer sees behind a link of his, in a browser of his own. */
async function seenBy(browser: Browser, link: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(link);
	return page;
}

test('a message is seen as it will arrive, changed, and leaves with its file', async ({
	page,
	browser
}) => {
	const ana = { name: 'Ana Lopes', email: 'ana@sees-before.example' };
	await signIn(page, house().collector);
	const [reference] = (await ownCases(page, 'Sees before', 1, ana)) as [string];
	await page.goto(`/disputes/${reference}`);
	const [reply, preview] = [page.locator('#body-customer'), page.locator('#preview')];
	const files = page.locator('#files-customer');
	const file = {
		...{ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(400, 300) }
	};
	await reply.fill('La palette est repartie.');
	// What no paper of a case can be is refused when it is chosen, and not listed.
	const program = { name: 'outil.exe', mimeType: 'application/x-msdownload' };
	await files.setInputFiles({ ...program, buffer: Buffer.from('MZ') });
	await expect(page.locator('.field-error', { hasText: 'outil.exe' })).toBeVisible();
	await expect(page.locator('.chosen-files li')).toHaveCount(0);
	await files.setInputFiles(file);
	await button(page, words('talk').talk_preview).click();
	await expect(preview).toContainText(ana.email);
	await expectSound(page);
	// A browser keeps no file: nothing leaves from here without it.
	await expect(preview.getByRole('button')).toHaveCount(0);
	await preview.getByRole('link', { name: words('talk').talk_preview_change }).click();
	await reply.fill('La palette est repartie lundi.');
	await files.setInputFiles(file);
	await button(page, words('desk').desk_reply_send).click();
	await expect(page.locator('.said.ours')).toContainText('La palette est repartie lundi.');
	const mail = await mailSaying(ana.email, /La palette est repartie lundi\./);
	const customer = await seenBy(browser, linkIn(mail));
	await expect(customer.getByRole('main')).toContainText('palette.jpg');
});

test('a customer’s question is answered from his page, by mail', async ({ page, browser }) => {
	const ben = { name: 'Ben Ward', email: 'ben@asks-a-question.example' };
	await signIn(page, house().collector);
	const [reference] = (await ownCases(page, 'Asks a question', 1, ben)) as [string];
	const mail = await mailSaying(ben.email, new RegExp(reference));
	const account = /^\/p\/[A-Za-z0-9_-]{43}/.exec(linkIn(mail))![0];
	const customer = await seenBy(browser, `${account}/message`);
	await customer.locator('#body').fill('Which account do I pay into?');
	await customer.locator('#message button.primary').click();
	await expect(customer.locator('#body')).toHaveCount(0);

	await page.goto(`/customers/${codeOf('Asks a question')}`);
	const heard = page.locator('#heard');
	await expect(heard).toContainText('Which account do I pay into?');
	await heard.locator('textarea[name=answer]').fill('Into the one on the invoice.');
	await expectSound(page);
	// Left and come back to, the words are still there.
	await page.reload();
	await expect(heard.locator('textarea[name=answer]')).toHaveValue('Into the one on the invoice.');
	await button(page, words('desk').desk_heard_answer_send).click();
	await isDone(page, words('desk').desk_done_answerMessage);
	await mailSaying(ben.email, /Into the one on the invoice\./);
	await page.goto(`/customers/${codeOf('Asks a question')}`);
	await expect(heard).toContainText('Into the one on the invoice.');
	await expect(heard.locator('textarea')).toHaveCount(0);
});

test('a mail is added to the case that is chosen, and its sender takes part from then on', async ({
	page
}) => {
	const zoe = 'zoe@elsewhere.example';
	await signIn(page, house().collector);
	const [other, reference] = (await ownCases(page, 'Is added to', 2)) as [string, string];
	const subject = `About ${other} and ${reference}`;
	await comesIn(
		test.info().project.use.baseURL!,
		await slugOf(codeOf('Is added to')),
		`From: Zoe Adams <${zoe}>\r\nSubject: ${subject}\r\n\r\nThe pallet was broken.\r\n`
	);
	await page.goto('/inbound');
	await page.getByRole('link', { name: subject }).first().click();
	await expect(page.locator('#attach-title')).toBeVisible();
	const mail = page.url();
	await page.locator(`input[name=known][value="${reference}"]`).check();
	await page.locator('#reference').fill(other);
	await button(page, words('inbound').inbound_attach_do).click();
	// Chosen one and typed another: it is asked which.
	await expect(page.locator('#known-error')).toBeVisible();
	await expect(page.locator('#reference')).toHaveValue(other);
	await expectSound(page);
	await page.locator('#reference').fill('');
	await button(page, words('inbound').inbound_attach_do).click();
	await expect(page).toHaveURL(new RegExp(`/disputes/${reference}\\?done=mail`));
	await expect(page.locator('.said.internal')).toContainText('The pallet was broken.');

	await page.goto(mail);
	await page.getByRole('link', { name: words('inbound').inbound_let_take_part }).click();
	await expect(page.locator('#email')).toHaveValue(zoe);
	await expectSound(page);
	await page.locator('form[action="?/follow"] button').click();
	await isDone(page, words('desk').desk_done_follow);
	await page.goto(`/disputes/${reference}`);
	await page.locator('#body-customer').fill('We send another pallet.');
	await page.locator('#composer-customer button.primary').click();
	await mailSaying(zoe, /We send another pallet\./);
});

const slugOf = (code: string): Promise<string> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const [row] = await query<{ slug: string }>(
			`select o.slug from organisation o join customer c on c.organisation_id = o.id where c.code = $1`,
			[code]
		);
		return row!.slug;
	});

interface Colleague {
	id: string;
	name: string;
	email: string;
	role: string;
}

test('a warning about one substitute is none about another', async ({ page }) => {
	await signIn(page, ADMINS[house().language]);
	const users = await ask<Colleague[]>(page, 'desk.settings.users', undefined);
	const away = users.find(({ email }) => email === house().approver)!;
	const [first, second] = users.filter(({ role }) => /collector|resolver/.test(role));
	const enter = () => button(page, words('desk').desk_absence_enter).click();
	await page.goto('/absences');
	await page.locator('#userId').selectOption(away.id);
	await page.locator('#fromOn').fill(inDays(200));
	await page.locator('#untilOn').fill(inDays(204));
	await page.locator('#substituteId').selectOption(first!.id);
	await enter();
	await expect(page.getByRole('alert')).toContainText(first!.name);
	await page.locator('input[name=warned]').check();
	await page.locator('#substituteId').selectOption(second!.id);
	await enter();
	await expect(page.getByRole('alert')).toContainText(second!.name);
	await expectSound(page);
	await page.locator('input[name=warned]').check();
	await enter();
	await isDone(page, words('desk').desk_absence_done_enter);

	await page.context().clearCookies();
	await signIn(page, away.email);
	await page.goto('/absences');
	const known = page.locator('section[aria-labelledby=known-title]');
	await expect(known).toContainText(second!.name);
	await known.locator('form[action="?/withdraw"] button').last().click();
	await isDone(page, words('desk').desk_absence_done_withdraw);
});

test('a promise beyond the limits is decided from the approvals', async ({ page }) => {
	const max = { name: 'Max Hale', email: 'max@promises-late.example' };
	await signIn(page, house().collector);
	const { id: customerId, invoices } = await ownCustomer(page, 'Promises late', 1, max);
	await send(page, 'desk.promises.make', {
		...{ customerId, dueOn: inDays(300), idempotencyKey: `late-${customerId}` },
		items: [{ invoiceId: invoices[0]!.id, amountMinor: 6000n }]
	});
	await page.context().clearCookies();
	await signIn(page, house().approver);
	await page.goto('/approvals');
	await expectSound(page);
	await page.getByRole('link', { name: 'Promises late', exact: true }).click();
	const note = page.locator('#promises form[action^="?/decidePromise"] [name=note]');
	await note.fill('Known for years.');
	await expectSound(page);
	await button(page, words('promises').promises_approve).click();
	await isDone(page, words('desk').desk_done_decidePromise);
	await page.goto('/dunning/promises?standing=open');
	await expect(page.locator('li', { hasText: 'Promises late' }).first()).toContainText(
		'Known for years'
	);
	await page.goto('/approvals');
	await expect(page.getByRole('main')).not.toContainText('Promises late');
});

test('an invoice is put in dispute from my day, and taken back', async ({ page }) => {
	const said = words('worklist');
	await signIn(page, house().collector);
	await page.goto('/worklist');
	const reason = page.locator('select[name=reasonCode]').first();
	const rows = page.locator('.rows a.dispute');
	// Of some accounts everything is contested already.
	for (let nth = 0; nth === 0 || (await reason.count()) === 0; nth++) {
		await page.goto('/worklist');
		if (!(await rows.nth(nth).isVisible())) await page.locator('.rest > summary').last().click();
		await rows.nth(nth).click();
		await expect(page.locator('.rows .opened')).toBeVisible();
	}
	await reason.selectOption({ index: 1 });
	await expectSound(page);
	await page
		.locator('form.row', { has: page.locator('select[name=reasonCode]') })
		.first()
		.getByRole('button')
		.click();
	await expect(page.getByRole('status').first()).toContainText(/LIT-\d{4}-\d{6}/);
	const day = page.url();
	const reference = /LIT-\d{4}-\d{6}/.exec(await page.getByRole('status').first().innerText())![0];
	await page.goto(`/disputes/${reference}`);
	const standing = await page.locator('header .status').first().innerText();

	await page.goto(day);
	await page.getByRole('link', { name: said.worklist_owed_undo }).click();
	await expect(page.locator('#clear-title')).toBeVisible();
	await page.locator('#clear-note').fill('Put on the wrong invoice.');
	await expectSound(page);
	await button(page, said.worklist_owed_clear).click();
	await expect(page).toHaveURL(/cleared=LIT-/);
	await page.goto(`/disputes/${reference}`);
	await expect(page.locator('header .status').first()).not.toHaveText(standing);
	await expect(page.getByRole('main')).toContainText('Put on the wrong invoice.');
});
