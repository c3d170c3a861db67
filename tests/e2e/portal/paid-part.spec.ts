import { expect, test } from '@playwright/test';
import { freeMyInvoices, me, myAccount } from '../support/portal';

// A form of the page, in two steps: how much of each is asked once the sum does not cover them.
test.use({ javaScriptEnabled: false });

const WORDS = {
	fr: {
		select: 'Payer la sélection',
		send: 'Envoyer à la comptabilité',
		ask: /ne couvrent pas les factures cochées/,
		sum: /Le total des parts est/,
		noted: 'C’est noté, nous cherchons votre paiement',
		due: /^Reste à régler\s: .*\.$/,
		part: /20,00.€ paiement signalé par vous/
	},
	en: {
		select: 'Pay the selection',
		send: 'Send to accounts',
		ask: /does not cover the ticked invoices/,
		sum: /The parts add up to/,
		noted: 'Noted, we are looking for your payment',
		due: /^Still to pay: .*\.$/,
		part: /£20.00 reported by you as paid/
	}
};
const words = () => WORDS[me().language];

test.beforeAll(freeMyInvoices);

test('a sum that does not cover two invoices is parted by its customer, and the rest stays due', async ({
	page
}) => {
	const account = await myAccount(page);
	await page.goto(account);
	for (const place of [0, 1]) await page.locator('input[name=invoice]').nth(place).check();
	await page.getByRole('button', { name: words().select }).click();
	await page.locator('.paid > summary').click();
	const send = page.getByRole('button', { name: words().send });
	await page.locator('[name=amount]').fill('30');
	await send.click();
	await expect(page.getByRole('alert')).toContainText(words().ask);
	const parts = page.locator('[name^="part-"]');
	await expect(parts).toHaveCount(2);
	await parts.nth(0).fill('20');
	await send.click();
	await expect(page.getByRole('alert')).toContainText(words().sum);
	await expect(parts.nth(0)).toHaveValue('20');
	await parts.nth(1).fill('10');
	await send.click();
	await expect(page.getByText(words().noted)).toBeVisible();
	await expect(page.getByText(words().due)).toBeVisible();
	await page.goto(account);
	await expect(page.getByText(words().part)).toBeVisible();
});
