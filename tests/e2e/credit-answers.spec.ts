import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { filled } from './support/filled';
import { ask, codeOf, ownCases, send } from './support/own-cases';

const credits = (key: string, values: Record<string, string> = {}): string =>
	filled(words('credits')[key], values);
const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();
const NAME = 'Is credited';
const COLUMNS = [
	...['request_id', 'batch_id', 'status', 'credit_note_number', 'credit_note_date'],
	...['credit_note_amount', 'failure_reason']
];

async function grant(page: Page, reference: string, part?: bigint): Promise<void> {
	const { id } = await ask<{ id: string }>(page, 'desk.disputes.page', { reference });
	await send(page, 'desk.disputes.decide', {
		...{ disputeId: id, explanation: 'Le tarif convenu s’applique.' },
		...(part
			? { verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: part }
			: { verdict: 'valid', outcome: 'credit_full' })
	});
}

const statusesOf = async (page: Page, cases: readonly string[]): Promise<string[]> => {
	const all: string[] = [];
	for (const reference of cases)
		all.push((await ask<{ status: string }>(page, 'desk.disputes.page', { reference })).status);
	return all;
};

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
	await grant(page, part, 1_550n);
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
	expect(await statusesOf(page, cases)).toEqual(['decided', 'decided', 'decided']);
	await press(page, credits('credits_preview_confirm', { count: '3' }));
	await expect(page.getByText(credits('credits_read', { count: '3' }))).toBeVisible();

	await page.goto(`/customers/${codeOf(NAME)}`);
	const open = page.getByRole('region', { name: words('desk').desk_customer_invoices! });
	await expect(open).not.toContainText(`${codeOf(NAME)}-1`);
	await expect(open.locator('tr', { hasText: `${codeOf(NAME)}-2` })).toContainText(/44[.,]50/);
	await expect(open).toContainText(`${codeOf(NAME)}-3`);
	expect(await statusesOf(page, cases)).toEqual(['resolved', 'resolved', 'decided']);
	await page.goto('/credits?state=failed');
	await expect(page.getByRole('article', { name: new RegExp(failed) })).toContainText(
		'Compte bloqué'
	);
});
