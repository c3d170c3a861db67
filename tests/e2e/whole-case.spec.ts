import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { linkIn, mailSaying } from './support/mailbox';
import {
	freeMyInvoices,
	me,
	myAccount,
	openForm,
	photo,
	sendDispute,
	words as said
} from './support/portal';

const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const admin = () => ADMINS[house().language];
const desk = (key: string): string => words('desk')[key]!;
const approval = (key: string): string => words('approval')[key]!;
const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();
const decimal = (amount: string): string =>
	house().language === 'fr' ? amount : amount.replace(',', '.');

test.beforeAll(freeMyInvoices);

/** From a link in a mail, with a photo of what came. */
async function disputeWithPhoto(page: Page): Promise<string> {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByLabel(said().reason).check();
	await page.getByLabel(said().part).check();
	await page.getByLabel(said().amountOf).first().fill(house().amounts[0]);
	await page.getByLabel(said().explain).fill('Il manque des cartons sur la palette.');
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 700) });
	await sendDispute(page);
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

/** Whoever packed it, on a telephone in the warehouse, without an account. */
async function answerFromMail(browser: Browser, email: string, reference: string): Promise<void> {
	const request = await mailSaying(email, new RegExp(reference));
	const phone = await browser.newContext({
		viewport: { width: 390, height: 844 },
		locale: house().language
	});
	const page = await phone.newPage();
	await page.goto(linkIn(request));
	await expect(page.getByText('Combien de cartons sont partis ?')).toBeVisible();
	// The photo of the customer is what he answers about.
	await expect(page.locator('main img').first()).toBeVisible();
	await expectSound(page);
	await page.locator('#verdict-customer_right').check();
	await page.locator('#answer-explanation').fill('Deux cartons sont restés au quai.');
	await press(page, words('resolver').resolver_send!);
	await expect(page.getByText(words('resolver').resolver_thanks!)).toBeVisible();
	await phone.close();
}

/** Whatever is credited is signed twice. */
async function askForTwoSignatures(page: Page): Promise<void> {
	await page.goto('/settings/approvals');
	await page.getByText(approval('approval_settings_add')).click();
	for (const [place, above] of [
		[1, '5,00'],
		[2, '6,00']
	] as const) {
		await page.locator(`#above-${place}`).fill(decimal(above));
		await page.locator(`#category-${place}`).selectOption('delivery');
		// Whatever other journeys chose there.
		await page.locator(`#claimType-${place}`).selectOption('');
	}
	const second = page.locator('#approver-2 option', { hasText: /Nadia|Priya/ });
	await page.locator('#approver-2').selectOption({ label: await second.innerText() });
	await press(page, approval('approval_settings_save'));
	await expect(page.getByRole('status').first()).toContainText(approval('approval_settings_saved'));
}

async function signFromMail(page: Page, email: string, reference: string): Promise<void> {
	const mail = await mailSaying(email, new RegExp(`/disputes/${reference}\\?approval=approve`));
	const link = new RegExp(`/disputes/${reference}\\?approval=approve#approval`).exec(mail.text)![0];
	await page.context().clearCookies();
	await page.goto(link);
	await page.locator('#email').fill(email);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page.locator('#approval-approve')).toBeChecked();
	await press(page, approval('approval_send'));
}

const stateOf = (page: Page) => page.locator('main');

test('from a photo to a credit note: asked, answered on a phone, signed twice, credited, followed to its end', async ({
	page,
	browser
}) => {
	test.setTimeout(180_000);
	const reference = await disputeWithPhoto(page);
	const tracker = page.url().split('?')[0]!;
	const staff = await browser.newPage();
	await signIn(staff, admin());
	await askForTwoSignatures(staff);

	await staff.context().clearCookies();
	await signIn(staff, house().collector);
	await staff.goto(`/disputes/${reference}`);
	const packer = `quai.${reference.toLowerCase()}@${house().domain}`;
	await staff.getByText(desk('desk_assign_or')).click();
	await staff.locator('#resolverEmail').fill(packer);
	await staff.locator('#resolverName').fill('Léa Martin');
	await staff.locator('#question').fill('Combien de cartons sont partis ?');
	await press(staff, desk('desk_assign_send'));
	await answerFromMail(browser, packer, reference);
	await page.goto(tracker);
	await expect(stateOf(page)).not.toContainText('quai');

	await staff.goto(`/disputes/${reference}`);
	await staff.getByText(desk('desk_decide_title'), { exact: true }).click();
	await expect(staff.locator('#decide-valid')).toBeChecked();
	await staff.locator('#outcome').selectOption('credit_full');
	await staff.locator('#explanation').fill('Les deux cartons vous sont crédités.');
	await press(staff, desk('desk_decide_send'));
	await expect(staff.getByRole('status').first()).toContainText(desk('desk_done_approvalAsked'));
	// As long as nobody signed, the customer is promised nothing.
	await page.goto(tracker);
	await expect(stateOf(page)).not.toContainText('Les deux cartons');

	await signFromMail(staff, house().approver, reference);
	await expect(staff.getByRole('status').first()).toContainText(desk('desk_done_approvalNext'));
	await signFromMail(staff, admin(), reference);
	await expect(staff.getByRole('status').first()).toContainText(desk('desk_done_approvalGranted'));
	await page.goto(tracker);
	await expect(stateOf(page)).toContainText('Les deux cartons vous sont crédités.');

	await staff.context().clearCookies();
	await signIn(staff, house().collector);
	await staff.goto(`/disputes/${reference}`);
	await staff.locator('#creditNoteNumber').fill(`AV-${reference}`);
	await press(staff, desk('desk_resolve_send'));
	await expect(staff.locator('header .status')).toHaveText(desk('desk_status_resolved'));
	const closed = await mailSaying(me().email, new RegExp(`AV-${reference}`));
	await page.goto(linkIn(closed));
	await expect(stateOf(page)).toContainText(`AV-${reference}`);
	await expect(page.getByText(words('portal').portal_status_closed!).first()).toBeVisible();
	await expectSound(page);
	await staff.context().close();
});
