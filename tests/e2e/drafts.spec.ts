import { expect, test, type Page } from '@playwright/test';
import { assignTo, expectSound, house, logDispute, noteOn, signIn, words } from './support/desk';
import { linkIn, mailSaying } from './support/mailbox';
import { ownCases } from './support/own-cases';

/** What the browser asks before it leaves a page; it stays. */
function askedBy(page: Page): string[] {
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.type());
		return dialog.dismiss();
	});
	return asked;
}

test('whoever leaves what is neither sent nor kept is asked first', async ({ page }) => {
	await signIn(page, house().collector);
	await page.goto('/customers?sort=open');
	await page.locator('tbody a[href^="/customers/"]').first().click();
	const asked = askedBy(page);
	const reason = page.locator('form[action="?/hold"] [name=reason]');
	await reason.evaluate((field) => field.closest('details')?.setAttribute('open', ''));
	await reason.fill('Passe en commission.');
	await page.locator('.home').click({ noWaitAfter: true });
	await expect.poll(() => asked).toEqual(['beforeunload']);
	await expect(reason).toHaveValue('Passe en commission.');
});

test('what is written in a form of a case outlives another one that is sent, and the page itself', async ({
	page
}) => {
	await signIn(page, house().collector);
	const reference = await logDispute(page, 'Le bon de livraison manque.');
	const asked = askedBy(page);
	const [note, reply] = [page.locator('#body-internal'), page.locator('#body-customer')];
	const draft = page.locator('.draft');
	await (await noteOn(page)).fill('À demander au dépôt.');
	await reply.fill('Nous demandons au dépôt.');
	await page.getByRole('button', { name: words('desk').desk_reply_send }).click();
	await expect(page.locator('.said.ours')).toContainText('Nous demandons au dépôt.');
	await expect(note).toHaveValue('À demander au dépôt.');
	await expect(reply).toHaveValue('');
	await expect(draft).toHaveCount(1);
	await expectSound(page);
	await page.locator('.home').click();
	await expect(page).toHaveURL(/\/$/);
	expect(asked).toEqual([]);
	await page.goto(`/disputes/${reference}`);
	await expect(note).toHaveValue('À demander au dépôt.');
	await draft.getByRole('button', { name: words('common').common_draft_erase }).click();
	await expect(note).toHaveValue('');
	await page.reload();
	await expect(note).toHaveValue('');
	await expect(draft).toHaveCount(0);
});

test('both composers keep their words over a message that was refused and over the page; sent, each is empty for good', async ({
	page
}) => {
	await signIn(page, house().collector);
	const [reference] = (await ownCases(page, 'Is written to', 1)) as [string];
	const [note, reply] = [page.locator('#body-internal'), page.locator('#body-customer')];
	const bothAreThere = async () => {
		await expect(note).toHaveValue('Le dépôt confirme.');
		await expect(reply).toHaveValue('Nous confirmons la livraison.');
	};
	await page.goto(`/disputes/${reference}`);
	await (await noteOn(page)).fill('Le dépôt confirme.');
	await reply.fill('Nous confirmons la livraison.');
	await page.locator('#files-customer').setInputFiles({
		// Only whoever opens it sees what it is.
		...{ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') }
	});
	await page.getByRole('button', { name: words('desk').desk_reply_send }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await bothAreThere();
	await page.goto('/disputes');
	await page.goto(`/disputes/${reference}`);
	await bothAreThere();
	await page.getByRole('button', { name: words('desk').desk_reply_send }).click();
	await expect(page.locator('.said.ours')).toContainText('Nous confirmons la livraison.');
	await expect(note).toHaveValue('Le dépôt confirme.');
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal')).toContainText('Le dépôt confirme.');
	await page.goto(`/disputes/${reference}`);
	for (const field of [note, reply]) await expect(field).toHaveValue('');
	await expect(page.locator('.draft')).toHaveCount(0);
});

test('a refused form keeps its words over the page, for whoever wrote them alone', async ({
	page
}) => {
	await signIn(page, house().collector);
	// Written to at an address that works: he is told.
	const lea = { name: 'Léa Martin', email: 'lea@keeps-its-words.example' };
	const [reference] = (await ownCases(page, 'Keeps its words', 1, lea)) as [string];
	await page.goto(`/disputes/${reference}`);
	const said = page.locator('#explanation');
	const open = () => page.getByText(words('desk').desk_decide_title!, { exact: true }).click();
	const send = () => page.getByRole('button', { name: words('desk').desk_decide_send }).click();
	await open();
	await page.locator('#decide-invalid').check();
	await said.fill('Le devis a expiré.');
	await send();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(said).toHaveValue('Le devis a expiré.');
	await page.locator('#outcome').selectOption('no_action');
	await page.goto(`/disputes/${reference}`);
	await expect(said).toHaveValue('Le devis a expiré.');
	await expect(page.locator('#decide-invalid')).toBeChecked();
	await expect(page.locator('#outcome')).toHaveValue('no_action');

	await page.context().clearCookies();
	// Who has the same form before him.
	await signIn(page, house().approver);
	await page.goto(`/disputes/${reference}`);
	await expect(said).toHaveValue('');
	await expect(page.locator('.draft')).toHaveCount(0);
	await page.context().clearCookies();
	await signIn(page, house().collector);
	await page.goto(`/disputes/${reference}`);
	await send();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_decide!);
	await page.goto(`/disputes/${reference}`);
	await expect(page.locator('.draft')).toHaveCount(0);
});

test('what never arrived is not taken for sent, on a page that says that something else was', async ({
	page
}) => {
	await signIn(page, house().collector);
	await page.goto('/disputes');
	await page.locator('a[href^="/disputes/LIT-"]').first().click();
	const reply = page.locator('#body-customer');
	await (await noteOn(page)).fill('À suivre.');
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page).toHaveURL(/\?done=post/);
	const address = page.url();
	await page.route(/\?\/post/, (route) => route.abort());
	await reply.fill('Nous complétons lundi.');
	await page.getByRole('button', { name: words('desk').desk_reply_send }).click();
	await expect(page).not.toHaveURL(address);
	await page.goBack();
	await page.reload();
	await expect(page).toHaveURL(address);
	await expect(reply).toHaveValue('Nous complétons lundi.');
});

test('whoever is asked by mail and is interrupted finds his sentence again, and once sent it is gone', async ({
	page
}) => {
	await signIn(page, house().collector);
	const reference = await logDispute(page, 'La remise de mars manque.');
	const paul = `paul.${reference.toLowerCase()}@${house().domain}`;
	await assignTo(page, paul, 'Une remise ?');
	const door = linkIn(await mailSaying(paul, new RegExp(reference)));
	const said = page.locator('#answer-explanation');
	await page.goto(door);
	await page.locator('#verdict-customer_wrong').check();
	await said.fill('Aucune remise en mars.');
	await page.reload();
	await expect(said).toHaveValue('Aucune remise en mars.');
	await expect(page.locator('#verdict-customer_wrong')).toBeChecked();
	await expectSound(page);
	await page.getByRole('button', { name: words('resolver').resolver_send }).click();
	await expect(page.getByText(words('resolver').resolver_thanks!)).toBeVisible();
	await page.goto(door);
	await expect(page.locator('main')).toContainText('Aucune remise en mars.');
	await expect(page.locator('.draft')).toHaveCount(0);
});
