import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
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
				`select count(*)::int as n from dispute_follower where stop_hash = $1 and removed_at is null`,
				[createHash('sha256').update(ours.stopKey).digest('hex')]
			)
		);
	expect(await followed()).toEqual([{ n: 1 }]);
	const answer = await page.goto(`/p/stop/${ours.stopKey}?lang=en`);
	expect(answer!.status()).toBe(200);
	expect(await followed()).toEqual([{ n: 1 }]);
	await page.getByRole('button', { name: 'Stop following' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'You no longer follow this dispute'
	);
	expect(await followed()).toEqual([{ n: 0 }]);
});
