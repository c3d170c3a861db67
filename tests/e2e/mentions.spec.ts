import { expect, test } from '@playwright/test';
import { expectSound, house, noteOn, signIn, words } from './support/desk';
import { linkIn, mailSaying, mailsTo } from './support/mailbox';
import { ownCases } from './support/own-cases';

const COLLEAGUES = { fr: 'Sophie Petit', en: 'Helen Shaw' } as const;
const NOTE = 'Un geste est-il possible ?';

test('a note calls a colleague with an @: he is mailed, takes part and finds the case; its customer sees nothing of it', async ({
	page
}) => {
	const { collector, approver, domain, language } = house();
	const name = COLLEAGUES[language];
	await signIn(page, collector);
	const person = { name: 'Ulysse Garnier', email: `ulysse.mention@kunde.${domain}` };
	const [reference] = (await ownCases(page, 'Is talked about', 1, person)) as [string];
	await page.goto(`/disputes/${reference}`);
	const note = await noteOn(page);
	await note.pressSequentially(`@${name.slice(0, 4)}`);
	await expect(
		page.locator('#body-internal-offers [role=option]', { hasText: name })
	).toBeVisible();
	await note.press('Enter');
	await note.pressSequentially(NOTE);
	await expect(note).toHaveValue(`@${name} ${NOTE}`);
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal').last()).toContainText(NOTE);
	const part = page.getByRole('region', { name: words('talk').talk_part_title! });
	await expect(part).toContainText(name);
	await expectSound(page);

	await mailSaying(approver, new RegExp(`${reference}[^]*geste`));
	expect(mailsTo(approver).filter(({ text }) => text.includes(reference))).toHaveLength(1);
	await page.context().clearCookies();
	await signIn(page, approver);
	await page.goto('/disputes?view=part');
	await page.getByRole('link', { name: reference }).first().click();
	await expect(page.locator('.said.internal').last()).toContainText(NOTE);
	await expect(part.getByRole('button', { name: words('talk').talk_part_leave! })).toBeVisible();

	await page.context().clearCookies();
	await page.goto(linkIn(await mailSaying(person.email, new RegExp(reference))));
	await expect(page.getByRole('heading', { level: 1 })).toContainText(reference);
	const html = await page.content();
	for (const inside of [NOTE, name]) expect(html).not.toContain(inside);
	const mails = mailsTo(person.email);
	expect(mails.length).toBeGreaterThan(0);
	expect(mails.filter(({ text }) => text.includes(NOTE))).toEqual([]);
});
