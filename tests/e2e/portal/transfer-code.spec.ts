import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { readSquares } from '../../support/read-squares';
import { contestable, formOf } from '../support/contestable';
import { askOwner } from '../support/demo-world';
import { freeMyInvoices, me, myAccount, sendDispute, words } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

test.beforeAll(freeMyInvoices);

/** What a banking application reads from the squares that are drawn, line by line. */
async function readCode(page: Page): Promise<string[]> {
	const svg = page.locator('figure svg[role=img]');
	await expect(svg).toBeVisible();
	const [, , side] = (await svg.getAttribute('viewBox'))!.split(' ').map(Number);
	const drawn = (await svg.locator('path').getAttribute('d'))!;
	const dark = new Set([...drawn.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
	// Four light squares all around, as the rule of the code asks.
	const quiet = 4;
	const places = Array.from({ length: side! - 2 * quiet }, (_, place) => place + quiet);
	return readSquares(places.map((y) => places.map((x) => dark.has(`${x} ${y}`)))).split('\n');
}

interface Owed {
	minor: string;
	number: string;
	currency: string;
	iban: string;
	bic: string;
	name: string;
}
const owedOf = (invoice: string): Promise<Owed> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const [row] = await query<Owed & Record<string, string>>(
			`select (i.total_minor - coalesce((select sum(a.amount_minor) from allocation a where a.organisation_id = i.organisation_id
				and a.invoice_id = i.id), 0))::text as minor, i.number, i.currency, o.iban, o.bic, o.name
			from invoice i join organisation o on o.id = i.organisation_id where i.id = $1`,
			[invoice]
		);
		return row!;
	});
const decimals = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
const plain = (text: string) => text.replace(/\s/g, '');

test('of an invoice contested in part, a phone reads what is left, the account and the reference; another currency has no code and says so', async ({
	page
}) => {
	const about = await contestable();
	const owed = await owedOf(about.invoice);
	const pay = `/p/${about.token}/pay?invoice=${about.invoice}`;
	if (me().language === 'en') {
		expect(owed.currency).toBe('GBP');
		await page.goto(pay);
		await expect(page.getByText(owed.number).first()).toBeVisible();
		await expect(page.locator('figure svg')).toHaveCount(0);
		await expect(page.getByText(/in euros only/)).toBeVisible();
		return;
	}
	const expected = (minor: bigint) => [
		...['BCD', '002', '1', 'SCT', plain(owed.bic), owed.name, plain(owed.iban)],
		...[`EUR${decimals(minor)}`, '', '', owed.number]
	];
	await page.goto(pay);
	expect(await readCode(page)).toEqual(expected(BigInt(owed.minor)));
	await page.goto(formOf(about));
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('10,01');
	await sendDispute(page);
	await page.goto(pay);
	expect(await readCode(page)).toEqual(expected(BigInt(owed.minor) - 1_001n));
});

test('of several invoices a phone reads their sum and the reference that stands beside it', async ({
	page
}) => {
	test.skip(me().language === 'en', 'no euros in this house');
	await page.goto(await myAccount(page));
	for (const place of [0, 1]) await page.locator('input[name=invoice]').nth(place).check();
	await page.locator('button[formaction$="/pay"]').click();
	await expect(page).toHaveURL(/\/pay\?invoice=.*&invoice=/);
	const [, , , , bic, , iban, amount, , , reference] = await readCode(page);
	const copied = (place: number) =>
		page.locator('[data-copy]').nth(place).getAttribute('data-copy');
	expect([iban, reference]).toEqual([await copied(0), await copied(1)]);
	expect(bic).toBe(plain(await page.locator('dd.code').innerText()));
	const total = await page.locator('.total .amount').innerText();
	expect(amount).toBe(`EUR${plain(total).replace(',', '.').replace('€', '')}`);
});
