import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import {
	freeMyInvoices,
	me,
	myAccount,
	openForm,
	sendDispute,
	withoutScripts,
	words
} from '../support/portal';

const WORDS = {
	fr: {
		admin: 'nadia.rousseau@gantier.example',
		creditor: 'Gantier SA',
		officer: 'Claire Morel suit votre compte.',
		notMe: 'Vous n’êtes pas Julie Vasseur ?',
		name: 'Votre nom',
		signed: 'Marc Petit (lien remis à Julie Vasseur)',
		ask: 'Poser une question',
		message: 'Votre message',
		send: 'Envoyer',
		sent: 'Message envoyé',
		save: 'Enregistrer ce logo',
		saved: 'Le logo est enregistré.',
		remove: 'Retirer le logo',
		removed: /Le logo est retiré/,
		noDrawing: /doit être une image PNG, JPEG ou WebP/,
		choose: /Choisir un fichier/
	},
	en: {
		admin: 'priya.nair@norwood.example',
		creditor: 'Norwood Supplies Ltd',
		officer: 'Emma Clarke looks after your account.',
		notMe: 'Not Olivia Bennett?',
		name: 'Your name',
		signed: 'Marc Petit (link of Olivia Bennett)',
		ask: 'Ask a question',
		message: 'Your message',
		send: 'Send',
		sent: 'Message sent',
		save: 'Save this logo',
		saved: 'The logo is saved.',
		remove: 'Remove the logo',
		removed: /The logo is removed/,
		noDrawing: /must be a PNG, JPEG or WebP picture/,
		choose: /Choose a file/
	}
};
const say = () => WORDS[me().language];
const home = (page: Page) => page.locator('header').getByRole('link', { name: say().creditor });
const picture = (page: Page) => home(page).locator('img');
const isDrawn = (page: Page) =>
	picture(page).evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0);

test.beforeAll(freeMyInvoices);

test('the creditor is seen by its logo, and by name by whoever sees none', async ({ page }) => {
	await page.goto(await myAccount(page));
	await expect(home(page)).toBeVisible();
	await expect.poll(() => isDrawn(page)).toBe(true);
	const src = (await picture(page).getAttribute('src'))!;
	const kept = await page.request.get(src);
	expect(kept.headers()['cache-control']).toBe('private, max-age=31536000, immutable');
	const another = await page.request.get(src.replace(/v=.*/, 'v=0'));
	expect(another.headers()['cache-control']).toBe('private, no-store');
	await expect(page.getByText(say().officer)).toBeVisible();
});

test('a colleague the link was passed on to signs with his name, without scripts', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	await page.goto(`${await myAccount(page)}/message`);
	await page.getByText(say().notMe).click();
	await page.getByLabel(say().name).fill('Marc Petit');
	await page.getByLabel(say().message).fill('Pouvez-vous nous envoyer un relevé ?');
	await page.getByRole('button', { name: say().send, exact: true }).click();
	await expect(page.getByText(say().sent).first()).toBeVisible();
	// Said once: the next form knows, and says so.
	await page.goto(`${await myAccount(page)}/promise`);
	await expect(page.getByLabel(say().name)).toHaveValue('Marc Petit');
});

test('what he disputes bears both names; in another browser the link is its holder’s again', async ({
	page,
	browser
}) => {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByText(words().reason).click();
	await page.getByLabel(words().explain).fill('Il manque une palette.');
	await page.getByText(say().notMe).click();
	await page.getByLabel(say().name).fill('Marc Petit');
	await sendDispute(page);
	await expect(page.getByText(say().signed).first()).toBeVisible();
	const elsewhere = await (await browser.newContext(test.info().project.use)).newPage();
	await elsewhere.goto(`${await myAccount(page)}/message`);
	await expect(elsewhere.getByLabel(say().name)).toBeHidden();
});

test('an administrator removes the logo, and gives another that is seen by day and by night', async ({
	page
}) => {
	await page.goto('/login');
	await page.locator('#email').fill(say().admin);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page).not.toHaveURL(/login/);
	await page.goto('/settings/brand');
	await page.getByRole('button', { name: say().remove }).click();
	await expect(page.getByText(say().removed).first()).toBeVisible();
	await expect(page.locator('figure img')).toHaveCount(0);
	const choose = async (name: string, mimeType: string, buffer: Buffer) => {
		await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
		await page.getByRole('button', { name: say().save }).click();
	};
	await choose('logo.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
	await expect(page.getByText(say().noDrawing).first()).toBeVisible();
	const disc = Buffer.from(
		await sharp({ create: { width: 300, height: 300, channels: 3, background: '#a3211b' } })
			.extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#fff' })
			.png()
			.toBuffer()
	);
	await choose('logo.png', 'image/png', disc);
	await expect(page.getByText(say().saved)).toBeVisible();
	await expect(page.locator('figure img')).toHaveCount(2);
});
