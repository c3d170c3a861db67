import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { filled } from './support/filled';
import { codeOf, ownCases } from './support/own-cases';

const credits = (key: string, values: Record<string, string> = {}): string =>
	filled(words('credits')[key], values);
const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();
const NAME = 'Is credited';
const COLUMNS = [
	...['request_id', 'batch_id', 'status', 'credit_note_number', 'credit_note_date'],
	...['credit_note_amount', 'failure_reason']
];

async function grant(page: Page, reference: string, part?: string): Promise<void> {
	await page.goto(`/disputes/${reference}`);
	await page.getByText(words('desk').desk_decide_title!, { exact: true }).click();
	await page.locator(part ? '#decide-partly_valid' : '#decide-valid').check();
	await page.locator('#outcome').selectOption(part ? 'credit_partial' : 'credit_full');
	if (part) await page.locator('#acceptedMinor').fill(part);
	await page.locator('#explanation').fill('Le tarif convenu s’applique.');
	await press(page, words('desk').desk_decide_send!);
	await expect(page.locator('header .status')).toHaveText(words('desk').desk_status_decided!);
}

interface Asked {
	case_reference: string;
	request_id: string;
	batch_id: string;
}

/** What was exported, as accounting receives it. */
async function exported(page: Page): Promise<Asked[]> {
	await page.goto('/credits');
	await press(page, await page.locator('form[action="?/export"] button').innerText());
	await expect(page.getByRole('status').first()).toContainText(credits('credits_done_export'));
	const json = await page
		.getByRole('link', { name: credits('credits_file_json') })
		.getAttribute('href');
	return (await (await page.request.get(json!)).json()) as Asked[];
}

/** Its answer, looked through. */
async function lookThrough(page: Page, rows: string[][]): Promise<void> {
	const text = [COLUMNS, ...rows].map((row) => row.join(';')).join('\n');
	await page.goto('/credits');
	await page.locator('#file').setInputFiles({
		...{ name: 'compta.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
	});
	await press(page, credits('credits_answers_send'));
}

test('the answer of accounting is looked through, then saved: settled, back in its scenario, or to be corrected', async ({
	page
}) => {
	await signIn(page, house().collector);
	const cases = (await ownCases(page, NAME, 3)) as [string, string, string];
	const [whole, part, failed] = cases;
	await grant(page, whole);
	await grant(page, part, house().amounts[1]);
	await grant(page, failed);
	const asked = await exported(page);
	const keysOf = (reference: string) => {
		const found = asked.find((one) => one.case_reference === reference)!;
		return [found.request_id, found.batch_id];
	};
	await lookThrough(page, [
		[...keysOf(whole), 'posted', `AV-${whole}`, '2026-02-10', '60,00', ''],
		[...keysOf(part), 'posted', `AV-${part}`, '2026-02-10', '15,50', ''],
		[...keysOf(failed), 'failed', '', '', '', 'Compte bloqué']
	]);
	const preview = page.getByRole('region', { name: /compta\.csv/ });
	const rows = preview.getByRole('listitem');
	for (const [nth, [reference, as]] of [
		[whole, 'posted'] as const,
		[part, 'posted'] as const,
		[failed, 'failed'] as const
	].entries())
		await expect(rows.nth(nth)).toContainText(
			new RegExp(`${credits(`credits_preview_as_${as}`)}[^]*${reference}`)
		);
	await expectSound(page);

	// Nothing is saved yet.
	const second = await page.context().newPage();
	await second.goto(`/disputes/${whole}`);
	await expect(second.locator('header .status')).toHaveText(words('desk').desk_status_decided!);
	await second.close();
	await press(page, credits('credits_preview_confirm', { count: '3' }));
	await expect(page.getByText(credits('credits_read', { count: '3' }))).toBeVisible();

	await page.goto(`/customers/${codeOf(NAME)}`);
	const open = page.getByRole('region', { name: words('desk').desk_customer_invoices! });
	await expect(open).not.toContainText(`${codeOf(NAME)}-1`);
	await expect(open.locator('tr', { hasText: `${codeOf(NAME)}-2` })).toContainText(/44[.,]50/);
	await expect(open).toContainText(`${codeOf(NAME)}-3`);
	for (const [reference, status] of [
		...[[whole, 'resolved'] as const, [part, 'resolved'] as const],
		[failed, 'decided'] as const
	]) {
		await page.goto(`/disputes/${reference}`);
		await expect(page.locator('header .status')).toHaveText(
			words('desk')[`desk_status_${status}`]!
		);
	}
	await page.goto('/credits?state=failed');
	await expect(page.getByRole('article', { name: new RegExp(failed) })).toContainText(
		'Compte bloqué'
	);

	// The same file once more changes nothing.
	await lookThrough(page, [[...keysOf(whole), 'posted', `AV-${whole}`, '2026-02-10', '60,00', '']]);
	await expect(preview).toContainText(credits('credits_preview_nothing'));
});
