import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';

const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const say = (key: string): string => words('custom')[key]!;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Of this run and this house: its customers live on. */
const label = () => `Plafond ${test.info().project.name}`;
const own = (page: Page) => page.getByLabel(label(), { exact: true });

async function addNumber(page: Page): Promise<void> {
	await page.goto('/settings');
	await page.getByRole('link', { name: say('custom_title') }).click();
	await page.locator('#kind').selectOption('number');
	await page.locator('[id="new-labels.fr"]').fill(label());
	await page.locator('form[action="?/add"] button').click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_required!);
	await expect(page.locator('#kind')).toHaveValue('number');
	await expect(page.locator('[id="new-labels.fr"]')).toHaveValue(label());
	await expectSound(page);
	await page.locator('[id="new-labels.en"]').fill(label());
	await page.locator('form[action="?/add"] button').click();
	await expect(page.getByRole('status')).toContainText(say('custom_done_add'));
}

test('a field is added, filled in for a customer with nothing typed lost, read, and archived', async ({
	page,
	browser
}) => {
	await signIn(page, ADMINS[house().language]);
	await addNumber(page);
	await expectSound(page);

	const officer = await (await browser.newContext(test.info().project.use)).newPage();
	await signIn(officer, house().collector);
	await officer.goto('/customers');
	await officer.locator('tbody th a[href^="/customers/"]').first().click();
	await officer.getByText(say('custom_fill'), { exact: true }).click();
	await own(officer).fill('1e5');
	await button(officer, say('custom_save')).click();
	await expect(officer.getByRole('alert')).toContainText(words('errors').errors_figure_invalid!);
	await expect(own(officer)).toHaveValue('1e5');
	await expectSound(officer);
	await own(officer).fill('1500.5');
	await button(officer, say('custom_save')).click();
	await expect(officer.getByRole('status').first()).toContainText(words('desk').desk_done_fill!);
	await expect(officer.locator('#custom dl')).toContainText(/1[\s\u202f,]?500[.,]5/);
	await expectSound(officer);

	const row = page.locator('li', { hasText: label() });
	await row.getByRole('button', { name: say('custom_archive') }).click();
	await expect(page.getByRole('status')).toContainText(say('custom_done_archive'));
	// He was typing into it meanwhile.
	await officer.getByText(say('custom_fill'), { exact: true }).click();
	await own(officer).fill('2750');
	await button(officer, say('custom_save')).click();
	const notice = officer.getByRole('alert');
	await expect(notice).toContainText(say('custom_left_title'));
	await expect(notice.locator('dl')).toContainText('2750');
	await expectSound(officer);
	await officer.reload();
	await expect(officer.locator('#custom')).not.toContainText(label());
});

test('who owes is narrowed by what the house knows of its customers', async ({ page }) => {
	await signIn(page, house().collector);
	await page.goto('/customers');
	const all = await page.locator('tbody th[scope=row]').count();
	await page.locator('#known').selectOption({ index: 1 });
	await page.getByRole('button', { name: words('desk').desk_disputes_apply }).click();
	await expect(page).toHaveURL(/known=/);
	const shown = await page.locator('tbody th[scope=row]').count();
	expect(shown).toBeGreaterThan(0);
	expect(shown).toBeLessThan(all);
	await expectSound(page);
	const link = await page.locator('a[href*="balances.csv"]').getAttribute('href');
	const chosen = await page.locator('#known option:checked').innerText();
	expect(await (await page.request.get(link!)).text()).toContain(chosen.trim());
});
