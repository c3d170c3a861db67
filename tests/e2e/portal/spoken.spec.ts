import { expect, test, type Browser, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { freeMyInvoices, me, myAccount, photo, withoutScripts, words } from '../support/portal';

/** What is said in the language that is asked for: the other one of the two. */
const SAID = {
	fr: {
		other: 'English',
		dispute: /^Dispute/,
		change: 'Modifier ma contestation',
		amend: /^Change dispute/,
		ask: 'Ask a question',
		promise: 'Promise a date',
		amount: '1,50',
		there: '1.50',
		sent: /received\. Answer by/,
		send: 'Send the dispute',
		saved: 'Your dispute has been changed.',
		save: 'Save the changes'
	},
	en: {
		other: 'Français',
		dispute: /^Contester/,
		change: 'Change my dispute',
		amend: /^Modifier la contestation/,
		ask: 'Poser une question',
		promise: 'Promettre une date',
		amount: '1.50',
		there: '1,50',
		sent: /reçue\. Réponse au plus tard/,
		send: 'Envoyer la contestation',
		saved: 'Votre contestation est modifiée.',
		save: 'Enregistrer les changements'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

async function speakOther(page: Page): Promise<void> {
	await page.locator('.languages-menu summary').click();
	await page.locator('.languages').getByText(said().other).click();
}

async function write(page: Page): Promise<void> {
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#part').check();
	await page.getByLabel(words().amountOf).first().fill(said().amount);
	await page.locator('#explanation').fill('Prix du devis 118');
	await page.locator('#dispute .who summary').click();
	await page.locator('#acting').fill('Paul Rémy');
	await page.locator('#files').setInputFiles(await quote());
}

const quote = async () => ({
	...{ name: 'devis.jpg', mimeType: 'image/jpeg' },
	buffer: await photo(600, 400)
});

async function expectWritten(page: Page, title: RegExp): Promise<void> {
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	await expect(page.locator('input[name=reason][value=price_unit]')).toBeChecked();
	await expect(page.locator('#part')).toBeChecked();
	await expect(page.locator('.amounts input').first()).toHaveValue(said().there);
	await expect(page.locator('#explanation')).toHaveValue('Prix du devis 118');
	await expect(page.locator('#acting')).toHaveValue('Paul Rémy');
	await expect(page.locator('.chosen-files, .kept')).toContainText('devis.jpg');
	await expect(page.getByRole('alert')).toHaveCount(0);
}

const ways = {
	'with JavaScript': (browser: Browser) =>
		browser.newContext(test.info().project.use).then((context) => context.newPage()),
	'without JavaScript': withoutScripts
};
for (const [way, open] of Object.entries(ways))
	test.describe(way, () => {
		test('a dispute and its change are written in one language and sent in the other, with their files', async ({
			browser
		}) => {
			const page = await open(browser);
			await page.goto(formOf(await contestable()));
			await write(page);
			await speakOther(page);
			await expectWritten(page, said().dispute);
			await page.getByRole('button', { name: said().send, exact: true }).click();
			await expect(page.getByText(said().sent)).toBeVisible();
			await expect(page.locator('main img')).toHaveCount(1);
			await expect(page.locator('main')).toContainText('Prix du devis 118');
			await expect(page.locator('main')).toContainText('Paul Rémy');

			await page.goto(`${page.url().split('?')[0]}/amend`);
			await page.locator('#explanation').fill('Prix du devis 119');
			await page.locator('#files').setInputFiles({
				...{ name: 'bon.jpg', mimeType: 'image/jpeg' },
				buffer: await photo(500, 400)
			});
			await page.locator('.languages-menu summary').click();
			await page.locator('.languages').getByText(otherOf(said().other)).click();
			await expect(page.getByText(words().explain).first()).toBeVisible();
			await expect(page.locator('#explanation')).toHaveValue('Prix du devis 119');
			await expect(page.locator('.chosen-files, .kept')).toContainText('bon.jpg');
			await page.locator('form#dispute button.primary').last().click();
			await expect(page).toHaveURL(/\?amended/);
			await expect(page.locator('main')).toContainText('Prix du devis 119');
			await expect(page.locator('main img')).toHaveCount(2);
		});

		test('a question keeps its words and its files, a promise its words, when the language changes', async ({
			browser
		}) => {
			const page = await open(browser);
			const account = await myAccount(page);
			await page.goto(`${account}/message`);
			await page.locator('#body').fill('Où est le bon ?');
			await page.locator('#files').setInputFiles(await quote());
			await speakOther(page);
			await expect(page.getByRole('heading', { level: 1, name: said().ask })).toBeVisible();
			await expect(page.locator('#body')).toHaveValue('Où est le bon ?');
			await expect(page.getByLabel('devis.jpg')).toBeChecked();
			await expect(page).toHaveTitle(new RegExp(`^${said().ask}`));

			await page.goto(`${account}/promise?lang=${me().language}`);
			await page.locator('#amount').fill(said().amount);
			await page.locator('[name=note]').fill('Après la paie');
			await speakOther(page);
			await expect(page.getByRole('heading', { level: 1, name: said().promise })).toBeVisible();
			await expect(page.locator('[name=note]')).toHaveValue('Après la paie');
			await expect(page.locator('#amount')).toHaveValue(/^1[.,]50$/);
		});
	});

const otherOf = (name: string) => (name === 'English' ? 'Français' : 'English');
