import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { askOwner, tokenOf } from '../support/demo-world';
import { freeMyInvoices, me, withoutScripts } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

const SAID = {
	fr: {
		required: 'Indiquez le montant contesté',
		several: 'Contester 2 factures',
		claimed: 'C’est noté, nous cherchons votre paiement',
		checking: 'Je l’ai déjà payée',
		open: 'Nous vérifions.',
		other: 'English',
		otherTitle: 'Dispute 2 invoices'
	},
	en: {
		required: 'Enter the disputed amount',
		several: 'Dispute 2 invoices',
		claimed: 'Noted, we are looking for your payment',
		checking: 'I have already paid it',
		open: 'We are checking.',
		other: 'Français',
		otherTitle: 'Contester 2 factures'
	}
};
const said = () => SAID[me().language];

test.beforeAll(freeMyInvoices);

interface Pair {
	link: string;
	invoices: string[];
}

/** Two open invoices with lines of one customer that nobody contests. */
async function twoInvoices() {
	const rows = await askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), (query) =>
		query<Pair>(
			`select (array_agg(l.id))[1] as link, (array_agg(distinct i.id))[1:2] as invoices
			from invoice i
			join link l on l.organisation_id = i.organisation_id and l.customer_id = i.customer_id
				and l.kind = 'portal' and l.revoked_at is null and l.expires_at > now() and l.language = $1
			where i.total_minor > coalesce((select sum(a.amount_minor) from allocation a
					where a.organisation_id = i.organisation_id and a.invoice_id = i.id), 0)
				and not exists (select from dispute_item d
					join dispute c on c.organisation_id = d.organisation_id and c.id = d.dispute_id
					where d.organisation_id = i.organisation_id and d.invoice_id = i.id
						and c.status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute'))
				and (select count(*) from invoice_line n where n.organisation_id = i.organisation_id and n.invoice_id = i.id) > 1
			group by i.customer_id having count(distinct i.id) > 1
			order by i.customer_id limit 1`,
			[me().language]
		)
	);
	const { link, invoices } = rows[0]!;
	const base = `/p/${tokenOf(DATA, link)}`;
	const asked = invoices.map((id) => `invoice=${id}`).join('&');
	return { base, invoices, form: `${base}/disputes/new?${asked}` };
}

test('lines of two invoices stay ticked; a part without an amount is refused at its field', async ({
	page
}) => {
	const { form, invoices } = await twoInvoices();
	await page.goto(form);
	await expect(page.getByRole('heading', { level: 1, name: said().several })).toBeVisible();
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#part-lines').check();
	const [first, second] = invoices.map((id) => page.locator(`#lines-${id} input[name=line]`));
	await first!.first().check();
	await second!.first().check();
	await expect(first!.first()).toBeChecked();
	await expect(second!.first()).toBeChecked();
	await page.locator('#part').check();
	await page.locator('form button.primary').last().click();
	for (const id of invoices)
		await expect(page.locator(`#amount-${id}-error`)).toContainText(said().required);
	// Each of the two says which invoice it is about.
	const told = await page.locator('#problem p').allInnerTexts();
	expect(told).toHaveLength(2);
	expect(new Set(told).size).toBe(2);
	await expect(page).toHaveURL(/disputes\/new/);
});

test('without scripts an amount is asked of the ticked invoices only, and never taken for the whole', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	const { base, invoices } = await twoInvoices();
	await page.goto(`${base}/disputes/new`);
	const [first, second] = invoices.map((id) => page.locator(`#amount-${id}`));
	await page.locator(`input[name=invoice][value='${invoices[0]}']`).check();
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#part').check();
	await expect(first!).toBeVisible();
	await expect(second!).toBeHidden();
	await page.locator('form button.primary').last().click();
	await expect(page.locator(`#amount-${invoices[0]}-error`)).toHaveText(said().required);
});

test('what was typed outlives the change of the language', async ({ page }) => {
	const { form } = await twoInvoices();
	await page.goto(form);
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#explanation').fill('Prix du devis 118');
	await page.locator('.languages-menu summary').click();
	await page.locator('.languages').getByText(said().other).click();
	await expect(page.getByRole('heading', { level: 1, name: said().otherTitle })).toBeVisible();
	await expect(page.locator('#explanation')).toHaveValue('Prix du devis 118');
	await expect(page.locator('input[name=reason][value=price_unit]')).toBeChecked();
});

test('"already paid" on the form of a dispute goes with its proof to who looks at the bank', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	const { form, base } = await twoInvoices();
	await page.goto(form);
	await page.getByLabel(said().checking).check();
	await page.locator('#paidReference').fill('VIR 4471');
	await page.locator('#files').setInputFiles({
		name: 'avis.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('%PDF-1.4')
	});
	await page.locator('form button.primary').last().click();
	await expect(page.getByText(said().claimed)).toBeVisible();
	await page.goto(`${base}/pay`);
	await expect(page.locator('main')).toContainText(said().open);
});
