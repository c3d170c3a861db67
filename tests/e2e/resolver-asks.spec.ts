import { expect, test } from '@playwright/test';
import { assignTo, expectSound, house, noteOn, signIn, words } from './support/desk';
import { filled } from './support/filled';
import { linkIn, mailSaying, mailsTo } from './support/mailbox';
import { ownCases } from './support/own-cases';

const resolver = (key: string): string => words('resolver')[key]!;
const QUESTION = 'Quel tarif pour le chêne ?';
const REPLY = 'Celui de mars, douze euros.';

test('whoever is asked by mail asks a colleague, reads the reply by the link of his next mail, and concludes', async ({
	page
}) => {
	const { collector, approver, domain } = house();
	await signIn(page, collector);
	const [reference] = (await ownCases(page, 'Asks a colleague', 1)) as [string];
	await page.goto(`/disputes/${reference}`);
	const lea = `lea.${reference.toLowerCase()}@${domain}`;
	await assignTo(page, lea, 'Quel prix a été promis ?');
	await page.context().clearCookies();

	// Somebody without an account; whom to ask is asked for, and nothing typed is lost.
	const send = page.getByRole('button', { name: resolver('resolver_send') });
	await page.goto(linkIn(await mailSaying(lea, new RegExp(reference))));
	await page.locator('#verdict-need_information').check();
	await page.locator('#need').fill(QUESTION);
	await page.getByLabel(resolver('resolver_ask_colleague')).check();
	await send.click();
	await expect(page.locator('#colleague')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('#need')).toHaveValue(QUESTION);
	await page.locator('#colleague').fill(approver);
	await expectSound(page);
	await send.click();
	await expect(page.getByText(resolver('resolver_thanks'))).toBeVisible();
	const told = filled(resolver('resolver_next_asked'), { name: approver });
	await expect(page.getByText(told)).toBeVisible();

	// The colleague signs in behind the address of his mail, and a note is enough.
	const asked = await mailSaying(approver, new RegExp(`${reference}[^]*chêne`));
	await page.goto(new RegExp(`/disputes/${reference}`).exec(asked.text)![0]);
	await page.locator('#email').fill(approver);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await (await noteOn(page)).fill(REPLY);
	await page.getByRole('button', { name: words('desk').desk_note_send }).click();
	await expect(page.locator('.said.internal').last()).toContainText(REPLY);
	await page.context().clearCookies();

	const news = await mailSaying(lea, new RegExp(REPLY));
	expect(mailsTo(lea).filter(({ text }) => text.includes(REPLY))).toHaveLength(1);
	await page.goto(linkIn(news));
	await expect(page.locator('main')).toContainText(REPLY);
	await expectSound(page);
	await page.locator('#verdict-customer_right').check();
	await send.click();
	await expect(page.getByText(resolver('resolver_thanks'))).toBeVisible();
});
