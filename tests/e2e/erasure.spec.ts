import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expectSound, house, signIn, words } from './support/desk';
import { linkIn, mailSaying } from './support/mailbox';
import { codeOf, ownCases } from './support/own-cases';

const ADMINS = { fr: 'nadia.rousseau@gantier.example', en: 'priya.nair@norwood.example' } as const;
const privacy = (key: string): string => words('privacy')[key]!;
const NAME = 'Loses a contact';

test('a person who asks for it is exported and erased: the ledger stays, the name is gone, her link is closed', async ({
	page
}) => {
	const { domain, language } = house();
	await signIn(page, ADMINS[language]);
	const person = { name: 'Odile Fontenoy', email: `odile.fontenoy@kunde.${domain}` };
	const [reference] = (await ownCases(page, NAME, 1, person)) as [string];
	const door = linkIn(await mailSaying(person.email, new RegExp(reference)));
	const customer = `/customers/${codeOf(NAME)}`;
	const pages = [customer, `${customer}/history`, `/disputes/${reference}`];
	for (const address of pages) {
		await page.goto(address);
		await expect(page.locator('main'), address).toContainText('Fontenoy');
	}

	await page.goto(customer);
	await page.getByRole('link', { name: privacy('privacy_person_open') }).click();
	await expectSound(page);
	const saving = page.waitForEvent('download');
	await page.getByRole('link', { name: privacy('privacy_export_take') }).click();
	const inside = unzipSync(new Uint8Array(fs.readFileSync(await (await saving).path())));
	const readable = strFromU8(inside[privacy('privacy_export_readable')]!);
	for (const held of [person.name, person.email, reference]) expect(readable).toContain(held);

	// Not without having read what remains.
	const erase = page.getByRole('button', { name: privacy('privacy_erase_do') });
	await erase.click();
	await expect(page.getByRole('alert')).toContainText(
		words('errors').errors_erasure_not_confirmed!
	);
	await page.locator('#sure').check();
	await erase.click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_erase!);

	for (const address of pages) {
		await page.goto(address);
		const html = await page.content();
		expect(html, address).not.toMatch(/Fontenoy/i);
		expect(html, address).not.toContain(person.email);
	}
	// What is owed and what is contested is as it was.
	await page.goto(customer);
	const owed = page.getByRole('region', { name: words('desk').desk_customer_invoices! });
	await expect(owed).toContainText(`${codeOf(NAME)}-1`);
	await expect(page.locator('main')).toContainText(reference);
	await page.context().clearCookies();
	await page.goto(door);
	await expect(page.locator('main')).not.toContainText(reference);
});
