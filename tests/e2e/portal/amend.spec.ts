import { expect, test, type Browser, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { contestable, formOf } from '../support/contestable';
import { askOwner } from '../support/demo-world';
import { me, photo, sendDispute, withoutScripts, words } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const database = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

const SAID = {
	fr: {
		change: 'Modifier ma contestation',
		until:
			'Modifiable jusqu’à ce qu’elle soit confiée à un service ou que notre décision vous parvienne.',
		save: 'Enregistrer les changements',
		saved: 'Votre contestation est modifiée.',
		sentFiles: /^Fichiers déjà envoyés/,
		one: /^1,00\s€$/,
		stale: 'La contestation a changé pendant que vous écriviez',
		begun: 'Quelqu’un s’en charge déjà',
		asMessage: 'Envoyer en message'
	},
	en: {
		change: 'Change my dispute',
		until: 'You can change it until it is given to somebody to check, or our decision reaches you.',
		save: 'Save the changes',
		saved: 'Your dispute has been changed.',
		sentFiles: /^Files already sent/,
		one: /^[€£]1\.00$/,
		stale: 'The dispute changed while you were writing',
		begun: 'Somebody has already taken it up',
		asMessage: 'Send as a message'
	}
};
const said = () => SAID[me().language];

/** A case of an invoice of mine, just sent. @returns the address of its page */
async function opened(page: Page): Promise<string> {
	const about = await contestable();
	await page.goto(formOf(about));
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#explanation').fill('Le prix du devis');
	await sendDispute(page);
	return new URL(page.url()).pathname;
}

const toForm = async (page: Page) => {
	await page.getByRole('link', { name: said().change }).click();
	await expect(page.getByText(said().until)).toBeVisible();
	await expect(page.locator('#explanation')).toHaveValue('Le prix du devis');
	await expect(page.locator('input[name=reason][value=price_unit]')).toBeChecked();
	await expect(page.getByLabel(words().part)).toBeVisible();
};
const save = (page: Page) => page.getByRole('button', { name: said().save }).click();
const onlyOneEuro = async (page: Page) => {
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('1');
};

test('whoever stands in the middle of his words stays there when the script of the form wakes up', async ({
	page
}) => {
	const here = await opened(page);
	await page.goto(`${here}/amend`);
	const key = page.locator('#dispute input[name=key]');
	const asSent = await key.inputValue();
	const field = page.locator('#explanation');
	await field.evaluate((words: HTMLTextAreaElement) => {
		words.focus();
		words.setSelectionRange(2, 7);
	});
	await expect(key).not.toHaveValue(asSent);
	await page.keyboard.insertText(' tarif');
	await expect(field).toHaveValue('Le tarif du devis');
});

const ways = {
	'with JavaScript': (browser: Browser) =>
		browser.newContext(test.info().project.use).then((context) => context.newPage()),
	'without JavaScript': withoutScripts
};
for (const [way, open] of Object.entries(ways))
	test.describe(way, () => {
		test('amended, with a photo: the case says so, what is wrong is said first', async ({
			browser
		}) => {
			const page = await open(browser);
			const here = await opened(page);
			await toForm(page);
			await page.getByLabel(words().part).check();
			await page.getByLabel(words().amountOf).first().fill('99999999');
			await page.locator('#explanation').fill('Un euro de trop');
			await page.locator('#files').setInputFiles({
				name: 'devis.jpg',
				mimeType: 'image/jpeg',
				buffer: await photo(800, 600)
			});
			await save(page);
			await expect(page.getByRole('alert')).toContainText(words().tooHigh);
			// Chosen once, whatever was wrong with the rest.
			await expect(page.locator('.chosen-files, .kept')).toContainText('devis.jpg');
			await expect(page.locator('#explanation')).toHaveValue('Un euro de trop');
			await onlyOneEuro(page);
			await save(page);
			await expect(page).toHaveURL(/\?amended/);
			expect(new URL(page.url()).pathname).toBe(here);
			await expect(page.getByText(said().saved)).toBeVisible();
			await expect(page.locator('dd').filter({ hasText: said().one })).toBeVisible();
			await expect(page.getByText('Un euro de trop')).toBeVisible();
			await expect(page.locator('main img')).toHaveCount(1);
			// Changed once more, the form says what is there already, and opens it.
			await page.getByRole('link', { name: said().change }).click();
			const sent = page.getByRole('list', { name: said().sentFiles });
			await expect(sent.getByRole('listitem')).toHaveText(/devis\.jpg.*\d\s[KM][oB]/);
			const href = await sent.getByRole('link', { name: 'devis.jpg' }).getAttribute('href');
			expect((await page.request.get(href!)).headers()['content-type']).toBe('image/jpeg');
		});

		test('somebody amended it meanwhile: what changed is shown, every word is kept and may be sent', async ({
			browser
		}) => {
			const page = await open(browser);
			await opened(page);
			await toForm(page);
			const colleague = await withoutScripts(browser);
			await colleague.goto(page.url());
			await colleague.locator('#explanation').fill('Deux cartons');
			await save(colleague);
			await expect(colleague.getByText(said().saved)).toBeVisible();

			await onlyOneEuro(page);
			await page.locator('#explanation').fill('Un euro de trop');
			await save(page);
			await expect(page.getByRole('heading', { name: said().stale })).toBeVisible();
			const changed = page.locator('#stale');
			await expect(changed).toContainText('Le prix du devis');
			await expect(changed).toContainText('Deux cartons');
			await expect(page.locator('#explanation')).toHaveValue('Un euro de trop');
			await expect(page.getByLabel(words().amountOf).first()).toHaveValue('1');
			await save(page);
			await expect(page.getByText(said().saved)).toBeVisible();
			await expect(page.getByText('Un euro de trop')).toBeVisible();
		});

		test('somebody began meanwhile: said kindly, every word is kept and leaves as a message', async ({
			browser
		}) => {
			const page = await open(browser);
			const here = await opened(page);
			await toForm(page);
			await onlyOneEuro(page);
			await page.locator('#explanation').fill('Un euro de trop');
			await askOwner(database(), (query) =>
				query(`update dispute set status = 'in_progress' where reference = $1 returning id`, [
					here.split('/').at(-1)!
				])
			);
			await save(page);
			await expect(page.getByRole('heading', { name: said().begun })).toBeVisible();
			await expect(page.locator('#message')).toHaveValue(/1[^]*Un euro de trop/);
			await page.getByRole('button', { name: said().asMessage }).click();
			await expect(page).toHaveURL(/\?replied/);
			await expect(page.locator('#conversation')).toContainText('Un euro de trop');
			await expect(page.getByRole('link', { name: said().change })).toHaveCount(0);
		});
	});
