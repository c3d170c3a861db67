import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';

/** One page of the list with the invoices of the first customer who owes something and contests nothing. */
async function openFirst(page: Page): Promise<void> {
	await page.goto('/customers?sort=open&dispute=without');
	await page
		.locator('a', { hasText: words('worklist').worklist_owed_show! })
		.first()
		.click();
	await expect(page.locator('#owed-invoices')).toBeVisible();
}

test('an invoice is set in dispute with one click from the list, and cleared after a word', async ({
	page
}) => {
	const said = words('worklist');
	await signIn(page, house().collector);
	await openFirst(page);
	await expectSound(page);
	const reason = page.locator('select[name=reasonCode]').first();
	// Nothing is chosen for anybody: without a reason nothing leaves.
	await expect(reason).toHaveValue('');
	await page.getByRole('button', { name: said.worklist_owed_set }).first().click();
	await expect(page).not.toHaveURL(/set=LIT-/);
	await reason.selectOption({ index: 1 });
	await page.getByRole('button', { name: said.worklist_owed_set }).first().click();
	const done = page.getByRole('status').first();
	await expect(done).toContainText(/LIT-\d{4}-\d{6}/);
	await expect(page).toHaveURL(/sort=open.*open=.*#customer-/);
	// It is not without a dispute any more: the list no longer shows it.
	await page.goto(page.url().replace('dispute=without', 'dispute=with'));
	await page.getByRole('link', { name: said.worklist_owed_undo }).click();
	await expect(page.locator('#clear-title')).toBeVisible();
	await expectSound(page);
	await page.locator('#clear-note').fill('');
	await page.getByRole('button', { name: said.worklist_owed_clear, exact: true }).click();
	await expect(page.locator('#clear-note')).toHaveAttribute('aria-invalid', 'true');
	await page.locator('#clear-note').fill('Saisi sur la mauvaise facture.');
	await page.getByRole('button', { name: said.worklist_owed_clear, exact: true }).click();
	await expect(page.getByRole('status').first()).not.toContainText('LIT-');
	await expect(page).toHaveURL(/cleared=LIT-/);
});

test('the list is filtered, sorted and exported as it is shown', async ({ page }) => {
	await signIn(page, house().collector);
	await page.goto('/customers');
	await expectSound(page);
	await page.locator('#dispute').selectOption('with');
	await page.locator('#sort').selectOption('disputed');
	await page.getByRole('button', { name: words('desk').desk_disputes_apply }).click();
	const shown = await page.locator('tbody tr').count();
	expect(shown).toBeGreaterThan(0);
	// Whoever is in dispute as a whole may contest no amount.
	const amounts = page
		.locator('tbody tr')
		.filter({ hasNotText: words('desk').desk_customers_in_dispute });
	await expect(amounts.locator('td:last-child .muted')).toHaveCount(0);
	const link = page.locator('a[href*="balances.csv"]');
	await expect(link).toHaveAttribute('href', /dispute=with.*sort=disputed/);
	const file = await page.request.get((await link.getAttribute('href'))!);
	expect(file.headers()['content-type']).toContain('text/csv');
	const names = await page.locator('tbody th[scope=row] a[href^="/customers/"]').allInnerTexts();
	const text = await file.text();
	for (const name of names) expect(text).toContain(name.trim());
});

test('a director reads who owes what and changes nothing', async ({ page }) => {
	await signIn(page, house().executive);
	await openFirst(page);
	await expect(page.locator('main form[method=post]')).toHaveCount(0);
});
