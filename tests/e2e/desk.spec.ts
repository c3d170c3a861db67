import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { linkIn, mailSaying } from './support/mailbox';
import { RULES, violations } from './support/sound';

/** A phone speaks French with Gantier, a desk English with Norwood. */
const HOUSES = {
	phone: {
		language: 'fr',
		collector: 'claire.morel@gantier.example',
		executive: 'marc.delattre@gantier.example',
		domain: 'gantier.example',
		amounts: ['40,00', '15,50']
	},
	desktop: {
		language: 'en',
		collector: 'emma.clarke@norwood.example',
		executive: 'oliver.grant@norwood.example',
		domain: 'norwood.example',
		amounts: ['40.00', '15.50']
	}
} as const;
const house = () => HOUSES[test.info().project.name as keyof typeof HOUSES];

/** What the screen says, in the language of the house. */
function words(area: string): Record<string, string> {
	const file = path.resolve(
		import.meta.dirname,
		`../../src/lib/i18n/messages/${house().language}/${area}.json`
	);
	return JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>;
}

async function signIn(page: Page, email: string): Promise<void> {
	await page.goto('/login');
	await page.locator('#email').fill(email);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page).not.toHaveURL(/login/);
}

const WCAG = RULES.filter((rule) => rule.startsWith('wcag'));

/** Nothing sticks out, and a screen reader finds its way. */
async function expectSound(page: Page): Promise<void> {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
		'width'
	).toBeLessThanOrEqual(0);
	expect(await violations(page, WCAG)).toEqual([]);
}

/** Opens a case for the first customer with something open and nothing contested. */
async function logDispute(page: Page, explanation: string): Promise<string> {
	await page.goto('/customers?sort=open');
	const row = page.locator('tbody tr', { has: page.locator('td:last-child .muted') }).first();
	await row.locator('a').click();
	await page.getByRole('link', { name: words('desk').desk_disputes_log }).click();
	await page.locator('input[name=invoice]').first().check();
	await page.locator('input.part').first().fill('many');
	await page.locator('#reasonCode').selectOption('price_unit');
	await page.locator('#explanation').fill(explanation);
	await page.getByRole('button', { name: words('desk').desk_log_send }).click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_amount_invalid!);
	await expect(page.locator('#explanation')).toHaveValue(explanation);
	await page.locator('input.part').first().fill(house().amounts[0]);
	await page.getByRole('button', { name: words('desk').desk_log_send }).click();
	await expect(page).toHaveURL(/\/disputes\/LIT-/);
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

async function assignTo(page: Page, email: string, question: string): Promise<void> {
	await page.getByText(words('desk').desk_assign_or!).click();
	await page.locator('#resolverEmail').fill(email);
	await page.locator('#resolverName').fill('Léa Martin');
	await page.locator('#question').fill(question);
	await page.getByRole('button', { name: words('desk').desk_assign_send }).click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_assign!);
}

test('a dispute heard on the phone: asked by mail, answered without an account, decided, credited, closed', async ({
	page,
	browser
}) => {
	const { collector, domain, amounts } = house();
	await signIn(page, collector);
	const reference = await logDispute(page, 'Le prix convenu était de 12,50 la pièce.');
	await expectSound(page);

	const lea = `lea.${reference.toLowerCase()}@${domain}`;
	await assignTo(page, lea, 'Quel prix a été promis ?');
	const request = await mailSaying(lea, new RegExp(reference));

	// A phone in a warehouse, without an account and without scripts.
	const phone = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 },
		locale: house().language
	});
	const warehouse = await phone.newPage();
	await warehouse.goto(linkIn(request));
	await expect(warehouse.getByText('Quel prix a été promis ?')).toBeVisible();
	await warehouse.locator('#verdict-partly').check();
	await warehouse.locator('#amount').fill('999999');
	await warehouse.locator('#answer-explanation').fill('Remise de fin d’année oubliée.');
	await warehouse.getByRole('button', { name: words('resolver').resolver_send }).click();
	await expect(warehouse.locator('#answer-explanation')).toHaveValue(
		'Remise de fin d’année oubliée.'
	);
	await warehouse.locator('#amount').fill(amounts[1]);
	await warehouse.getByRole('button', { name: words('resolver').resolver_send }).click();
	await expect(warehouse.getByText(words('resolver').resolver_thanks!)).toBeVisible();
	await warehouse.goto(linkIn(request));
	await expect(warehouse.getByText('Remise de fin d’année oubliée.').first()).toBeVisible();
	await phone.close();

	// The decision starts from the answer; the close says when the next message may leave.
	await page.goto(`/disputes/${reference}`);
	await expect(page.locator('#decide-partly_valid')).toBeChecked();
	await expect(page.locator('#outcome')).toHaveValue('credit_partial');
	await expect(page.locator('#acceptedMinor')).toHaveValue(amounts[1]);
	// What the house wrote is shown, not sent: the customer reads what somebody wrote for them.
	await expect(page.locator('#explanation')).toHaveValue('');
	await page.locator('#explanation').fill('Votre remise de fin d’année est accordée.');
	await page.getByRole('button', { name: words('desk').desk_decide_send }).click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_decide!);
	await expectSound(page);
	await page.locator('#creditNoteNumber').fill(`AV-${reference}`);
	await page.getByRole('button', { name: words('desk').desk_resolve_send }).click();
	await expect(page.locator('header .status')).toHaveText(words('desk').desk_status_resolved!);
	await expect(page.getByText(words('desk').desk_reopen_send!).first()).toBeVisible();
});

test('two colleagues: the second is told, and keeps every word', async ({ page, context }) => {
	await signIn(page, house().collector);
	const reference = await logDispute(page, 'Deux collègues ouvrent le même litige.');
	const second = await context.newPage();
	await second.goto(`/disputes/${reference}`);
	await second.getByText(words('desk').desk_decide_title!, { exact: true }).click();
	await second.locator('#decide-invalid').check();
	await second.locator('#outcome').selectOption('no_action');
	await second.locator('#explanation').fill('Le tarif de mars s’applique.');
	await assignTo(page, `paul.${reference.toLowerCase()}@${house().domain}`, 'Un avis ?');
	await second.getByRole('button', { name: words('desk').desk_decide_send }).click();
	await expect(second.getByRole('alert')).toContainText(words('errors').errors_conflict!);
	await expect(second.locator('#explanation')).toHaveValue('Le tarif de mars s’applique.');
});

test('whoever leaves what is not sent yet is asked first, wherever the page leads', async ({
	page
}) => {
	await signIn(page, house().collector);
	await logDispute(page, 'Le bon de livraison manque.');
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.type());
		return dialog.dismiss();
	});
	const written = page.locator('#body-internal');
	await written.fill('À demander au dépôt.');
	await page.locator('.home').click({ noWaitAfter: true });
	await expect.poll(() => asked).toEqual(['beforeunload']);
	await expect(written).toHaveValue('À demander au dépôt.');
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal')).toContainText('À demander au dépôt.');
	await page.locator('.home').click();
	await expect(page).toHaveURL(/\/$/);
	expect(asked).toEqual(['beforeunload']);
});

test('a note for the house looks different from a reply, and only the reply is mailed', async ({
	page
}) => {
	await signIn(page, house().collector);
	await logDispute(page, 'La remise manque.');
	await page.locator('#body-internal').fill('Client important.');
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal')).toContainText('Client important.');
	await page.locator('#body-customer').fill('Nous vérifions le tarif.');
	await page.getByRole('button', { name: words('desk').desk_reply_send }).click();
	await expect(page.locator('.said.ours')).toContainText('Nous vérifions le tarif.');
});

test('the lists reproduce themselves from their address and stay sound', async ({ page }) => {
	await signIn(page, house().collector);
	for (const address of [
		'/',
		'/disputes?view=late',
		'/disputes?q=nothing-like-this',
		'/customers?view=disputed',
		'/disputes/new'
	]) {
		await page.goto(address);
		await expectSound(page);
	}
	await page.goto('/disputes?view=closed&sort=amount');
	await expect(
		page.locator('nav a[aria-current=page]', { hasText: words('desk').desk_view_closed })
	).toBeVisible();
	await page.locator('tbody a').first().click();
	await expectSound(page);
});

test('a customer in dispute is paused with a reason, and the pause is lifted again', async ({
	page
}) => {
	await signIn(page, house().collector);
	await page.goto('/customers?sort=name');
	await page.locator('tbody a').first().click();
	await expectSound(page);
	await page.locator('summary', { hasText: words('desk').desk_hold_new }).click();
	await page.locator('#kind').selectOption('customer_in_dispute');
	await page.locator('#reason').fill('Contrat en renégociation');
	await page.getByRole('button', { name: words('desk').desk_hold_send }).click();
	await expect(page.getByRole('alert')).toContainText('Contrat en renégociation');
	await page
		.locator('summary', { hasText: words('desk').desk_hold_release })
		.first()
		.click();
	await page.locator('[name=releaseReason]').first().fill('Contrat signé');
	await page
		.getByRole('button', { name: words('desk').desk_hold_release_send })
		.first()
		.click();
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a director reads and cannot act', async ({ page }) => {
	await signIn(page, house().executive);
	await page.goto('/disputes');
	await page.locator('tbody a').first().click();
	await expect(page.locator('main form')).toHaveCount(0);
	await expect(page.getByText(words('desk').desk_dispute_readonly!)).toBeVisible();
	expect((await page.goto('/disputes/new'))!.status()).toBeLessThan(500);
});

test('a customer is found while his name is typed', async ({ page }) => {
	await signIn(page, house().collector);
	await page.goto('/customers');
	const name = (await page.locator('tbody a').first().innerText()).trim();
	await page.goto('/disputes/new');
	await page.waitForLoadState('networkidle');
	await page.locator('#q').pressSequentially(name.slice(0, 8));
	await expect(page.locator('.found a', { hasText: name })).toBeVisible();
	await expect(page).toHaveURL(/\/disputes\/new\/customer$/);
});

test('an address without a file says so, and blames no service', async ({ page }) => {
	await signIn(page, house().collector);
	for (const address of ['/dunning/notices/abc/pdf', '/dunning/letters/files/abc']) {
		const answer = await page.goto(address);
		expect(answer?.status()).toBe(404);
		await expect(page.getByRole('heading', { name: 'Rien à cette adresse' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Nothing at this address' })).toBeVisible();
		await expect(page.locator('.no-answer')).toBeHidden();
	}
});
