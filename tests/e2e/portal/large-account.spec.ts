import { expect, test, type Page } from '@playwright/test';
import { largeAccount } from '../support/large-account';
import { me, sendDispute, words } from '../support/portal';

const SAID = {
	fr: {
		next: 'Page suivante',
		search: 'Chercher',
		pay: 'Payer la sélection',
		elsewhere: '1 facture choisie sur une autre page',
		find: 'Chercher une autre facture',
		found: /^Factures trouvées pour/,
		promise: 'Promettre une date',
		every: /^Tout ce qui est en retard\s: \d+ factures, /,
		send: 'Envoyer ma promesse',
		promised: 'Ce que vous avez promis'
	},
	en: {
		next: 'Next page',
		search: 'Search',
		pay: 'Pay the selection',
		elsewhere: '1 invoice chosen on another page',
		find: 'Find another invoice',
		found: /^Invoices found for/,
		promise: 'Promise a date',
		every: /^Everything overdue: \d+ invoices, /,
		send: 'Send my promise',
		promised: 'What you promised'
	}
};
const said = () => SAID[me().language];
const next = (page: Page) => page.getByRole('button', { name: said().next }).first().click();
const boxes = (page: Page) => page.locator('main input[name=invoice]');

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('invoices of the first and the third page are paid together', async ({ page }) => {
		await page.goto(await largeAccount());
		const first = await boxes(page).first().getAttribute('value');
		await boxes(page).first().check();
		await next(page);
		await expect(page.getByText(said().elsewhere)).toBeVisible();
		await next(page);
		await expect(page.getByText(said().elsewhere)).toBeVisible();
		const onThird = page.locator('main section input[name=invoice]').nth(4);
		const third = await onThird.getAttribute('value');
		await onThird.check();
		await page.getByRole('button', { name: said().pay }).click();
		const address = new URL(page.url());
		expect([...address.searchParams.keys()]).toEqual(['invoice', 'invoice']);
		expect(address.searchParams.getAll('invoice').sort()).toEqual([first, third].sort());
		await expect(page.locator('tbody tr:not(.total)')).toHaveCount(2);
	});

	test('what is ticked outlives a search', async ({ page }) => {
		await page.goto(await largeAccount());
		await boxes(page).first().check();
		await page.locator('#q').fill('lot-151');
		await page.locator('#q').press('Enter');
		await expect(page.getByText('LOT-151')).toBeVisible();
		await expect(page.getByText(said().elsewhere)).toBeVisible();
	});
});

test('an invoice of the third page is looked for in the form, and contested', async ({ page }) => {
	const account = await largeAccount();
	await page.goto(`${account}/disputes/new`);
	await expect(boxes(page)).toHaveCount(20);
	await page.getByLabel(said().find).fill('lot-120');
	await page.getByLabel(said().find).press('Enter');
	await expect(page.getByText(said().found)).toBeFocused();
	await page.getByRole('checkbox', { name: /LOT-120/ }).check();
	await page.getByRole('radio', { name: words().reason }).check();
	await sendDispute(page);
	await expect(page.locator('main')).toContainText('LOT-120');
});

test('everything that is late is promised without a list of it', async ({ page }) => {
	const account = await largeAccount();
	await page.goto(account);
	await page.getByRole('link', { name: said().promise, exact: true }).first().click();
	await expect(page.getByText(said().every)).toBeVisible();
	await expect(boxes(page)).toHaveCount(0);
	await page.getByRole('button', { name: said().send }).click();
	await expect(page.getByRole('heading', { name: said().promised })).toBeVisible();
});
