import { expect, test } from '@playwright/test';
import { assignTo, expectSound, house, logDispute, noteOn, signIn, words } from './support/desk';
import { linkIn, mailSaying } from './support/mailbox';

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

test('a note for the house looks different from a reply, and only the reply is mailed', async ({
	page
}) => {
	await signIn(page, house().collector);
	await logDispute(page, 'La remise manque.');
	await (await noteOn(page)).fill('Client important.');
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal')).toContainText('Client important.');
	await page.locator('#body-customer').fill('Nous vérifions le tarif.');
	// Which customer is met first depends on the day: one whose address came back is told nothing.
	const reply = page.locator('form', { has: page.locator('#body-customer') });
	await reply.locator('button.primary').click();
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
	// What is missing is said where one looks first, and leads to where it is written.
	await page.locator('#reason').fill(' ');
	await page.getByRole('button', { name: words('desk').desk_hold_send }).click();
	await page.locator('main .banner.bad a[href="#problem"]').click();
	await expect(page.locator('#problem')).toBeInViewport();
	await expect(page.locator('#kind')).toHaveValue('customer_in_dispute');
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
	// Whether keys are used is everybody's own choice: nothing of the case. Its proof is read, as all of it.
	await expect(page.locator('main form[method=post]:not(dialog form)')).toHaveCount(0);
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
