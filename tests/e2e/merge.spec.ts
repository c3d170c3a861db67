import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { filled } from './support/filled';
import { linkIn, mailSaying, mailsTo } from './support/mailbox';
import { ownCases } from './support/own-cases';

const talk = (key: string, values: Record<string, string> = {}): string =>
	filled(words('talk')[key], values);
const NOTE = 'Nous traitons vos deux demandes ensemble.';

/** From the page of the case that goes on. */
async function mergeInto(page: Page, into: string, from: string): Promise<void> {
	await page.goto(`/disputes/${into}`);
	await page.getByRole('link', { name: talk('talk_related_merge', { reference: from }) }).click();
	await expect(page.locator('tbody tr')).toHaveCount(2);
	await expectSound(page);
	await page.locator('#note').fill(NOTE);
	await page.getByRole('button', { name: talk('talk_merge_send', { from, into }) }).click();
	const done = filled(words('desk').desk_done_merge, { reference: into });
	await expect(page.getByRole('status').first()).toContainText(done);
	await expectSound(page);
}

test('the same thing contested twice becomes one case: its customer is told once, and an older link leads on', async ({
	page
}) => {
	const { collector, domain } = house();
	await signIn(page, collector);
	const person = { name: 'Ulysse Garnier', email: `ulysse.merge@kunde.${domain}` };
	const [from, into] = (await ownCases(page, 'Contests twice', 2, person)) as [string, string];
	const older = linkIn(await mailSaying(person.email, new RegExp(from)));
	await mergeInto(page, into, from);
	// Both invoices are contested in the case that goes on, and the other one is opened by nobody any more.
	for (const nth of [1, 2])
		await expect(page.locator('main')).toContainText(`CONTESTS-TWICE-${nth}`);
	await page.goto(`/disputes/${from}`);
	await expect(page.locator('header .status')).toHaveText(words('desk').desk_status_duplicate!);
	await expect(page.getByRole('link', { name: into }).first()).toBeVisible();
	await expect(page.getByText(words('desk').desk_reopen_send!)).toHaveCount(0);

	const told = await mailSaying(person.email, new RegExp(NOTE));
	expect(mailsTo(person.email).filter(({ text }) => text.includes(NOTE))).toHaveLength(1);
	expect(told.text).toContain(into);
	await page.context().clearCookies();
	await page.goto(older);
	const goesOn = filled(words('portal').portal_follow_other, { reference: into });
	await page.getByRole('link', { name: goesOn }).click();
	await expect(page).toHaveURL(new RegExp(`/disputes/${into}$`));
	await expect(page.getByRole('heading', { level: 1 })).toContainText(into);
});
