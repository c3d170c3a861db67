import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { withoutScripts } from './support/portal';

const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const admin = () => ADMINS[house().language];
const say = (key: string): string => words('settings')[key]!;

/** Of this run and this house: the list of a house lives on. */
const label = (what: string): string => `${what} ${test.info().project.name}`;
const button = (page: Page, name: string) => page.getByRole('button', { name });
const row = (page: Page, name: string) => page.locator('tbody tr', { hasText: name });

async function add(page: Page, name: string): Promise<void> {
	await page.goto('/settings/reasons');
	await page.getByRole('link', { name: say('settings_reasons_add') }).click();
	await page.locator('#label-fr').fill(name);
	await page.locator('#label-en').fill(name);
	await page.locator('#deadlineDays').fill('7');
	await page.locator('#team').selectOption('logistics');
	await button(page, say('settings_reasons_add')).click();
	await expect(page.getByRole('status')).toContainText(say('settings_done_reason_add'));
}

test('a reason is added, with nothing typed lost on a refusal; it is moved, and found sound', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	await signIn(page, admin());
	await page.goto('/settings');
	await page.getByRole('link', { name: say('settings_reasons_title') }).click();
	await page.getByRole('link', { name: say('settings_reasons_add') }).click();
	await page.locator('#deadlineDays').fill('7');
	await page.locator('#team').selectOption('logistics');
	await button(page, say('settings_reasons_add')).click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_required!);
	await expect(page.locator('#deadlineDays')).toHaveValue('7');
	await expect(page.locator('#team')).toHaveValue('logistics');
	await page.locator('#label-fr').fill(label('Palette non reprise'));
	await page.locator('#label-en').fill(label('Palette non reprise'));
	await button(page, say('settings_reasons_add')).click();
	const added = row(page, label('Palette non reprise'));
	await expect(added).toContainText('7');
	const above = added.locator('xpath=preceding-sibling::tr[1]/th');
	const before = await above.innerText();
	await added.getByRole('button', { name: say('settings_reasons_up') }).click();
	await expect(page.getByRole('status')).toContainText(say('settings_done_reason_move'));
	await expect(above).not.toHaveText(before);
	await archive(page, label('Palette non reprise'));
});

test('every page of the reasons is sound', async ({ page }) => {
	await signIn(page, admin());
	await page.goto('/settings/reasons');
	await expectSound(page);
	await page.locator('tbody th a').first().click();
	await expect(page.locator('#label-fr')).toBeVisible();
	await expectSound(page);
	await page.goto('/settings/reasons/new');
	await expectSound(page);
});

test('one that somebody else changed meanwhile is shown beside what was typed', async ({
	page,
	browser
}) => {
	await signIn(page, admin());
	await add(page, label('Étiquette absente'));
	await page.getByRole('link', { name: label('Étiquette absente') }).click();
	const colleague = await (await browser.newContext(test.info().project.use)).newPage();
	await signIn(colleague, admin());
	await colleague.goto(page.url());
	await colleague.locator('#deadlineDays').fill('9');
	await button(colleague, say('settings_reasons_save')).click();
	await expect(colleague.getByRole('status')).toContainText(say('settings_done_reason_change'));
	await page.locator('#team').selectOption('billing');
	await button(page, say('settings_reasons_save')).click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_conflict!);
	await expect(page.getByText(say('settings_reasons_theirs'))).toBeVisible();
	await expect(page.locator('#team')).toHaveValue('billing');
	await button(page, say('settings_reasons_save')).click();
	await expect(page.getByRole('status')).toContainText(say('settings_done_reason_change'));
	await archive(page, label('Étiquette absente'));
});

test('one that is archived is offered to no officer, and comes back', async ({ page, browser }) => {
	const name = label('Quai fermé');
	await signIn(page, admin());
	await add(page, name);
	const officer = await (await browser.newContext(test.info().project.use)).newPage();
	await signIn(officer, house().collector);
	const offered = officer.locator('#reasonCode option', { hasText: name });
	await openLogForm(officer);
	await expect(offered).toHaveCount(1);
	await archive(page, name);
	await officer.reload();
	await expect(offered).toHaveCount(0);
	await row(page, name)
		.getByRole('button', { name: say('settings_reasons_restore') })
		.click();
	await expect(page.getByRole('status')).toContainText(say('settings_done_reason_restore'));
	await officer.reload();
	await expect(offered).toHaveCount(1);
	await archive(page, name);
});

/** From the list; at the end of a story too: customers of the house are offered what they were before. */
async function archive(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name }).click();
	await button(page, say('settings_reasons_archive')).click();
	await expect(page.getByRole('status')).toContainText(say('settings_done_reason_archive'));
}

/** The form of a case, of a customer with something open and nothing contested; no case is made with it. */
async function openLogForm(page: Page): Promise<void> {
	await page.goto('/customers?sort=open');
	const free = page.locator('tbody tr', { has: page.locator('td:last-child .muted') }).first();
	await free.locator('th a').first().click();
	await page.getByRole('link', { name: words('desk').desk_disputes_log }).click();
	await expect(page.locator('#reasonCode')).toBeVisible();
}
