import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { askOwner, tokenOf } from '../support/demo-world';
import { me, PEOPLE } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../../.data/e2e');

/** One more link of this person, as a further mail brings one: only so many an hour are sent on demand. */
const linkOf = (email: string): Promise<string> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const id = randomUUID();
		const token = tokenOf(DATA, id);
		const hash = createHash('sha256').update(token).digest('hex');
		const made = await query(
			`insert into link select (jsonb_populate_record(l, $1)).* from link l
			where l.kind = 'portal' and l.holder_email = $2 and l.revoked_at is null limit 1 returning id`,
			[JSON.stringify({ id, token_hash: hash, expires_at: '2099-01-01T00:00:00Z' }), email]
		);
		expect(made).toHaveLength(1);
		return `/p/${token}`;
	});

const spoken = (page: Page) => page.locator('html').getAttribute('lang');
const choose = async (page: Page, name: string) => {
	await page.locator('header .languages-menu summary').click();
	await page.locator('header').getByRole('link', { name }).click();
};

test('two people on one device each read their own language, whatever the other chose', async ({
	page
}) => {
	const mine = await linkOf(me().email);
	const other = Object.values(PEOPLE).find(({ email }) => email !== me().email)!;
	const theirs = await linkOf(other.email);
	await page.goto(mine);
	expect(await spoken(page)).toBe(me().language);
	await choose(page, 'Deutsch');
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	expect(new URL(page.url()).search).toBe('');
	await page.goto(theirs);
	expect(await spoken(page)).toBe(other.language);
	await page.goto(`${mine}/statement`);
	expect(await spoken(page)).toBe('de');
	// The next mail brings the same person another link.
	await page.goto(await linkOf(me().email));
	expect(await spoken(page)).toBe('de');
});

test('a choice made at the door of the staff changes no link', async ({ page }) => {
	await page.goto('/login?lang=es');
	expect(await spoken(page)).toBe('es');
	await page.goto(await linkOf(me().email));
	expect(await spoken(page)).toBe(me().language);
});
