import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { askOwner, tokenOf } from '../support/demo-world';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const url = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8').trim();

/** Each screen has its own company, so that none takes the case of the other. */
const COMPANIES = {
	phone: { slug: 'gantier', email: 'claire.morel@gantier.example', language: 'fr' },
	desktop: { slug: 'norwood', email: 'emma.clarke@norwood.example', language: 'en' }
} as const;

const WORDS = {
	fr: {
		signIn: 'Se connecter',
		offer: 'Faire une proposition',
		part: 'Date du versement',
		text: 'Texte pour le client',
		until: 'Valable jusqu’au',
		send: 'Envoyer la proposition',
		name: 'Votre prénom et votre nom',
		choose: 'Choisissez une réponse',
		accept: 'Accepter la proposition',
		accepted: 'Acceptée par Ana Petit',
		see: 'Voir vos versements',
		agreed: 'Accord trouvé'
	},
	en: {
		signIn: 'Sign in',
		offer: 'Make a proposal',
		part: 'Date of instalment',
		text: 'Text for the customer',
		until: 'Valid until',
		send: 'Send the proposal',
		name: 'Your first and last name',
		choose: 'Choose an answer',
		accept: 'Accept the proposal',
		accepted: 'Accepted by Ana Petit',
		see: 'See your instalments',
		agreed: 'Agreed'
	}
} as const;

/** A case somebody works on, whose customer has a link, and something open to divide. */
async function caseOf(slug: string): Promise<{ reference: string; token: string }> {
	const [row] = await askOwner(url(), (query) =>
		query<{ reference: string; link: string }>(
			`select d.reference, (select l.id from link l where l.organisation_id = d.organisation_id and l.customer_id = d.customer_id
				and l.kind = 'portal' and l.revoked_at is null order by l.created_at desc, l.id limit 1) as link
			from dispute d join organisation o on o.id = d.organisation_id
			where o.slug = $1 and d.status = 'in_progress'
				and exists (select from link l where l.organisation_id = d.organisation_id and l.customer_id = d.customer_id and l.kind = 'portal' and l.revoked_at is null)
				and not exists (select from proposal p where p.organisation_id = d.organisation_id and p.dispute_id = d.id)
				and not exists (select from promise_item made join dispute_item i on i.organisation_id = made.organisation_id and i.invoice_id = made.invoice_id
					where i.organisation_id = d.organisation_id and i.dispute_id = d.id)
			order by d.reference desc limit 1`,
			[slug]
		)
	);
	return { reference: row!.reference, token: tokenOf(DATA, row!.link) };
}

const inDays = (days: number): string =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function offerInTwo(
	page: Page,
	email: string,
	reference: string,
	words: (typeof WORDS)['fr' | 'en']
) {
	await page.goto('/login');
	await page.locator('input[name=email]').fill(email);
	await page.locator('input[name=password]').fill('entendu-demo');
	await page.getByRole('button', { name: words.signIn }).click();
	await page.waitForURL((now) => !now.pathname.startsWith('/login'));
	await page.goto(`/disputes/${reference}`);
	await page.getByText(words.offer).click();
	await page.locator('#kind').selectOption('instalments');
	await page.getByLabel(`${words.part} 1`).fill(inDays(9));
	await page.getByLabel(`${words.part} 2`).fill(inDays(20));
	await page.getByLabel(words.text).fill('2 x');
	await page.getByLabel(words.until).fill(inDays(5));
	await page.getByRole('button', { name: words.send }).click();
	await page.waitForURL(/done=propose/);
}

test('a plan in two payments is offered, read in a table, signed without scripts and becomes a promise', async ({
	browser
}, info) => {
	const { slug, email, language } = COMPANIES[info.project.name as 'phone' | 'desktop'];
	const words = WORDS[language];
	const { reference, token } = await caseOf(slug);
	const desk = await browser.newContext();
	await offerInTwo(await desk.newPage(), email, reference, words);
	await desk.close();

	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/p/${token}/disputes/${reference}/proposal?lang=${language}`);
	await expect(page.locator('tbody tr')).toHaveCount(2);
	const amount = await page.locator('tbody tr').first().locator('.amount').innerText();
	// Without a name nothing is agreed to, and the page says so.
	await page.getByRole('button', { name: words.accept }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	// Enter in a field is neither answer: only a button is.
	await page.getByLabel(words.name).fill('Ana Petit');
	await page.getByLabel(words.name).press('Enter');
	await expect(page.getByRole('alert')).toContainText(words.choose);
	await expect(page.getByLabel(words.name)).toHaveValue('Ana Petit');
	await page.getByRole('button', { name: words.accept }).click();
	await expect(page.getByText(words.accepted)).toBeVisible();
	await expect(page.getByText(amount).first()).toBeVisible();

	await page.getByRole('link', { name: words.see }).click();
	await expect(page.getByText(amount).first()).toBeVisible();
	await page.goto(`/p/${token}/disputes/${reference}`);
	await expect(page.getByText(words.agreed).first()).toBeVisible();
	await context.close();
});
