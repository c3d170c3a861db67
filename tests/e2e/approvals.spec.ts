import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { mailSaying } from './support/mailbox';

const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const admin = () => ADMINS[house().language];
const approval = (key: string): string => words('approval')[key]!;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const decimal = (amount: string): string =>
	house().language === 'fr' ? amount : amount.replace(',', '.');

/** Of trade claims only, which no other case of the demo is: others keep their limit. */
async function twoLevels(page: Page): Promise<void> {
	await page.goto('/settings/reasons/new');
	for (const language of ['fr', 'en']) await page.locator(`#label-${language}`).fill(reason());
	await page.locator('#category').selectOption('commercial');
	await page.locator('#claimType').selectOption('trade');
	await page.locator('#deadlineDays').fill('7');
	await button(page, words('settings').settings_reasons_add!).click();
	await page.goto('/settings');
	await page
		.getByRole('main')
		.getByRole('link', { name: approval('approval_settings_title') })
		.click();
	await expectSound(page);
	await page.getByText(approval('approval_settings_add')).click();
	await fillRule(page, 1, '10,00', '');
	await fillRule(page, 2, '10,00', await page.locator('#approver-2 option').last().innerText());
	await button(page, approval('approval_settings_save')).click();
	// The same amount twice is refused, and every choice stays.
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_rule_twice!);
	await expect(page.locator('#category-2')).toHaveValue('commercial');
	await page.locator('#above-2').fill(decimal('20,00'));
	await page.locator('#approver-2').selectOption({ label: await nameOf(page) });
	await button(page, approval('approval_settings_save')).click();
	await expect(page.getByRole('status').first()).toContainText(approval('approval_settings_saved'));
}

const reason = (): string => `Promotion oubliée ${test.info().project.name}`;
const nameOf = (page: Page) =>
	page.locator('#approver-2 option', { hasText: /Nadia|Priya/ }).innerText();

async function fillRule(page: Page, place: number, above: string, approver: string): Promise<void> {
	await page.locator(`#above-${place}`).fill(decimal(above));
	await page.locator(`#category-${place}`).selectOption('commercial');
	await page.locator(`#claimType-${place}`).selectOption('trade');
	if (approver) await page.locator(`#approver-${place}`).selectOption({ label: approver });
}

/** Of the customer who owes most: others are left to other journeys. */
async function logTradeClaim(page: Page): Promise<string> {
	await page.goto('/customers?sort=open');
	await page.locator('tbody tr a').first().click();
	await page.getByRole('link', { name: words('desk').desk_disputes_log! }).click();
	await page.locator('input[name=invoice]').last().check();
	await page.locator('input.part').last().fill(house().amounts[0]);
	await page.locator('#reasonCode').selectOption({ label: reason() });
	await page.locator('#explanation').fill('La promotion de novembre manque.');
	await button(page, words('desk').desk_log_send!).click();
	await expect(page).toHaveURL(/\/disputes\/LIT-/);
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

/** Signed out, the button of the mail leads through the sign-in to the case, with the choice made. */
async function fromMail(page: Page, email: string, reference: string, act: string): Promise<void> {
	const mail = await mailSaying(email, new RegExp(reference));
	const link = new RegExp(`/disputes/${reference}\\?approval=${act}#approval`).exec(mail.text)![0];
	await page.context().clearCookies();
	await page.goto(link);
	await page.locator('#email').fill(email);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page.locator(`#approval-${act}`)).toBeChecked();
	await expectSound(page);
}

test('a credit of two levels: asked for, signed from the mail, reduced from the mail, told and closed', async ({
	page
}) => {
	await signIn(page, admin());
	await twoLevels(page);
	await page.context().clearCookies();
	await signIn(page, house().collector);
	const reference = await logTradeClaim(page);
	await page.getByText(words('desk').desk_decide_title!, { exact: true }).click();
	await page.locator('#decide-valid').check();
	await page.locator('#outcome').selectOption('credit_full');
	await page.locator('#explanation').fill('La promotion vous est due.');
	await button(page, words('desk').desk_decide_send!).click();
	await expect(page.getByRole('status').first()).toContainText(
		words('desk').desk_done_approvalAsked!
	);
	await expect(page.locator('#approval')).toContainText(approval('approval_own'));
	await expectSound(page);

	await fromMail(page, house().approver, reference, 'approve');
	await button(page, approval('approval_send')).click();
	await expect(page.getByRole('status').first()).toContainText(
		words('desk').desk_done_approvalNext!
	);

	await fromMail(page, admin(), reference, 'reduce');
	await page.locator('#approvalNote').fill('Sans les frais de port.');
	await button(page, approval('approval_send')).click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_amount_invalid!);
	await expect(page.locator('#approvalNote')).toHaveValue('Sans les frais de port.');
	await page.locator('#approvedMinor').fill(decimal('35,00'));
	await button(page, approval('approval_send')).click();
	// Written for more: he says that the words fit the new amount too.
	await page.locator('#textFits').check();
	await expectSound(page);
	await button(page, approval('approval_send')).click();
	await expect(page.getByRole('status').first()).toContainText(
		words('desk').desk_done_approvalGranted!
	);
	await expect(page.locator('header .status')).toHaveText(words('desk').desk_status_decided!);

	await page.context().clearCookies();
	await signIn(page, house().collector);
	await page.goto(`/disputes/${reference}`);
	await page.locator('#creditNoteNumber').fill(`AV-${reference}`);
	await button(page, words('desk').desk_resolve_send!).click();
	await expect(page.locator('header .status')).toHaveText(words('desk').desk_status_resolved!);
});
