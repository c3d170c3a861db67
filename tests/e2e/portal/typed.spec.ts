import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { askOwner } from '../support/demo-world';
import { linkOf } from '../support/one-more-link';
import { freeMyInvoices, me } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../../.data/e2e');

test.use({ javaScriptEnabled: false });

let mine = '';
test.beforeEach(async () => {
	mine = await linkOf(me().email);
});

/** Another language than mine, by the button of the form that was unfolded last. */
async function choose(page: Page, name: string) {
	await page.locator('header .languages-menu summary').click();
	await page.locator('header').getByRole('button', { name }).filter({ visible: true }).click();
}
const spoken = (page: Page) => page.locator('html').getAttribute('lang');
const PROOF = {
	name: 'avis de virement.pdf',
	mimeType: 'application/pdf',
	buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
};

/** A case of the holder's customer in this state. */
const caseIn = (status: string): Promise<string> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const [found] = await query<{ reference: string }>(
			`select d.reference from dispute d
			join contact c on c.organisation_id = d.organisation_id and c.customer_id = d.customer_id
			where c.email = $1 and c.removed_at is null and not exists (select from satisfaction s
				where s.organisation_id = d.organisation_id and s.dispute_id = d.id) order by d.opened_on limit 1`,
			[me().email]
		);
		await query(
			`update dispute set status = $2 where reference = $1 and organisation_id =
			(select organisation_id from contact where email = $3 limit 1)`,
			[found!.reference, status, me().email]
		);
		return found!.reference;
	});

test('a message outlives the change of the language with its files, and leaves with them', async ({
	page
}) => {
	await page.goto(`${mine}/message`);
	await page.locator('#body').fill('Wer kann mir das erklären?');
	await page.locator('#files').setInputFiles(PROOF);
	await choose(page, 'Deutsch');
	expect(await spoken(page)).toBe('de');
	await expect(page.locator('#body')).toHaveValue('Wer kann mir das erklären?');
	await expect(page.getByLabel(PROOF.name)).toBeChecked();
	await expect(page.getByRole('alert')).toHaveCount(0);
	// Refused for its words, its files stay as well.
	await page.locator('#body').fill(' ');
	await page.locator('#message button.primary').click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel(PROOF.name)).toBeChecked();
	await page.locator('#body').fill('Wer kann mir das erklären?');
	await page.locator('#message button.primary').click();
	await expect(page).toHaveURL(/sent=question/);
});

test('what is said of a payment outlives it, with its figures and its proof', async ({ page }) => {
	await freeMyInvoices();
	await page.goto(`${mine}/pay`);
	const amount = me().language === 'fr' ? ['12,50', '12.50'] : ['12.50', '12,50'];
	const other = me().language === 'fr' ? 'English' : 'Français';
	await page.locator('details.paid > summary').first().click();
	const form = page.locator('details.paid form').first();
	await form.locator('[name=amount]').fill(amount[0]!);
	await form.locator('[name=note]').fill('Samedi, de notre seconde banque');
	await form.locator('[name=files][multiple]').setInputFiles(PROOF);
	await choose(page, other);
	await expect(form.locator('[name=amount]')).toHaveValue(amount[1]!);
	await expect(form.locator('[name=note]')).toHaveValue('Samedi, de notre seconde banque');
	await expect(page.getByLabel(PROOF.name)).toBeChecked();
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a reply outlives it, and so does the colleague who is being added', async ({ page }) => {
	const reference = await caseIn('in_progress');
	await page.goto(`${mine}/disputes/${reference}`);
	await page.locator('#conversation details > summary.button').click();
	await page.locator('#body').fill('Voici le bon signé.');
	await page.locator('#reply #files').setInputFiles(PROOF);
	await choose(page, 'Español');
	expect(await spoken(page)).toBe('es');
	await expect(page.locator('#body')).toHaveValue('Voici le bon signé.');
	await expect(page.getByLabel(PROOF.name)).toBeChecked();
	await page.goto(`${mine}/disputes/${reference}`);
	await page.locator('#followers details > summary.button').click();
	await page.locator('#followers #name').fill('Zoé');
	await choose(page, 'Deutsch');
	expect(await spoken(page)).toBe('de');
	await expect(page.locator('#followers #name')).toHaveValue('Zoé');
});

test('the answers about a case that is over outlive it', async ({ page }) => {
	const reference = await caseIn('resolved');
	await page.goto(`${mine}/disputes/${reference}/satisfaction`);
	await page.locator('#solved-4').check();
	await page.locator('#comment').fill('Réponse claire.');
	await choose(page, 'Deutsch');
	expect(await spoken(page)).toBe('de');
	await expect(page.locator('#solved-4')).toBeChecked();
	await expect(page.locator('#comment')).toHaveValue('Réponse claire.');
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what is sent from a page of another language undoes no choice that was made since', async ({
	page,
	context
}) => {
	await page.goto(`${mine}/message`);
	await page.locator('#body').fill('Eine Frage');
	await choose(page, 'Deutsch');
	const elsewhere = await context.newPage();
	await elsewhere.goto(`${mine}/statement?lang=es`);
	await page.locator('#message button.primary').click();
	await expect(page).toHaveURL(/sent=question/);
	expect(await spoken(page)).toBe('es');
});

test.describe('with scripts', () => {
	test.use({ javaScriptEnabled: true });
	const words = 'Qui peut m’expliquer la ligne trois ?';

	/** With the script that keeps what is typed, which comes with the first use of a form. */
	async function used(page: Page, field: string) {
		const typed = page.locator(field);
		const fold = page.locator('details', { has: typed });
		for (const one of await fold.all()) await one.evaluate((node) => node.setAttribute('open', ''));
		await typed.focus();
		await page.waitForFunction(() => document.querySelector('script[src="/typed.js"]'));
		await page.waitForLoadState('networkidle');
		return typed;
	}

	test('a message, a comment and a reply outlive a page that is loaded anew', async ({ page }) => {
		await freeMyInvoices();
		for (const [address, field] of [
			['message', '#body'],
			['promise', '#note'],
			[`disputes/${await caseIn('in_progress')}`, '#body']
		] as const) {
			await page.goto(`${mine}/${address}`);
			const typed = await used(page, field);
			await typed.fill(words);
			await page.reload();
			await expect(typed).toHaveValue(words);
			await expect(typed).toBeVisible();
		}
	});

	test('sent, its words do not come back; what is typed beside it stays', async ({ page }) => {
		await page.goto(`${mine}/disputes/${await caseIn('in_progress')}`);
		const [name, body] = [await used(page, '#follow #name'), await used(page, '#body')];
		await name.fill('Paul Rémy');
		await body.fill(words);
		await page.locator('form', { has: body }).getByRole('button').last().click();
		await expect(page).toHaveURL(/replied/);
		await expect(name).toHaveValue('Paul Rémy');
		await expect(body).toHaveValue('');
		await page.reload();
		await expect(name).toHaveValue('Paul Rémy');
		await expect(body).toHaveValue('');
	});
});
