import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { askOwner, demoWorld } from '../support/demo-world';

const DATA = path.resolve(import.meta.dirname, '../../../.data/e2e');
const url = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

test.use({ javaScriptEnabled: false });

test('a colleague is added, ends his mails by their link, and looking at it ends nothing', async ({
	page
}) => {
	const { ours } = await demoWorld(url(), DATA);
	await page.goto(`/p/${ours.portalToken}/disputes/${ours.reference}?lang=en`);
	await page.getByText('Add a colleague').click();
	await page.locator('#followers #name').fill('Eve');
	await page.getByLabel('E-mail address').fill('eve@gmail.com');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	// Refused, with everything that was typed.
	await expect(page.getByRole('alert')).toContainText('not of your company');
	await expect(page.getByLabel('E-mail address')).toHaveValue('eve@gmail.com');

	/** Whether the one whose mail is opened still follows: others are added in other journeys meanwhile. */
	const followed = () =>
		askOwner(url(), (query) =>
			query<{ n: number }>(
				`select count(*)::int as n from (
					select removed_at from dispute_follower
					where organisation_id = (select id from organisation order by created_at limit 1)
					order by id limit 1
				) f where removed_at is null`
			)
		);
	const before = (await followed())[0]!.n;
	const answer = await page.goto(`/p/stop/${ours.stopKey}?lang=en`);
	expect(answer!.status()).toBe(200);
	expect((await followed())[0]!.n).toBe(before);
	await page.getByRole('button', { name: 'Stop following' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'You no longer follow this dispute'
	);
	expect((await followed())[0]!.n).toBe(before - 1);
});
