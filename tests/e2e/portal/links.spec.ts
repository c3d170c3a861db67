import { expect, test, type Page } from '@playwright/test';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { askOwner, demoWorld, tokenOf, type DemoWorld, type Ids } from '../support/demo-world';
import { linkIn, mailSaying, mailsTo } from '../support/mailbox';
import { waitingOn } from '../support/offline';
import { me, myAccount, withoutScripts } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../../.data/e2e');
const databaseUrl = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

const WORDS = {
	fr: {
		expired: 'Ce lien a expiré',
		revoked: 'Ce lien a été remplacé',
		removed: 'Ce lien n’est plus valable',
		unknown: 'Ce lien n’est pas valable',
		renew: 'Recevoir un nouveau lien',
		sent: 'C’est fait',
		kept: 'est gardé sur cet appareil',
		through: 'Envoyer par ce lien',
		typed: 'Ce que vous avez écrit'
	},
	en: {
		expired: 'This link has expired',
		revoked: 'This link has been replaced',
		removed: 'This link is no longer valid',
		unknown: 'This link is not valid',
		renew: 'Get a new link',
		sent: 'Done',
		kept: 'is kept on this device',
		through: 'Send through this link',
		typed: 'What you wrote'
	}
};
const words = () => WORDS[me().language];
const title = (page: Page) => page.getByRole('heading', { level: 1 });

let world: DemoWorld;
test.beforeAll(async () => {
	world = await demoWorld(databaseUrl(), DATA);
});

interface Person {
	id: string;
	email: string;
}

/** One more contact beside the person of this device: so many links an hour go to one address. */
const somebody = (): Promise<Person> =>
	askOwner(databaseUrl(), async (query) => {
		const id = uuidv7();
		const email = `contact-${id}@${me().email.split('@')[1]}`;
		const rows = await query(
			`insert into contact select (jsonb_populate_record(c, $1)).* from contact c
			where c.email = $2 limit 1 returning id`,
			[JSON.stringify({ id, email }), me().email]
		);
		expect(rows).toHaveLength(1);
		return { id, email };
	});

/** A link of this person, as old or as dead as `change` makes it. */
const linkOf = (holder: Person, change?: 'expires_at' | 'revoked_at'): Promise<string> =>
	askOwner(databaseUrl(), async (query) => {
		const id = uuidv7();
		const token = tokenOf(DATA, id);
		const rows = await query(
			`insert into link select (jsonb_populate_record(l, $1)).* from link l
			where l.kind = 'portal' and l.holder_email = $2 and l.revoked_at is null limit 1 returning id`,
			[
				JSON.stringify({
					...{ id, contact_id: holder.id, holder_email: holder.email },
					token_hash: createHash('sha256').update(token).digest('hex'),
					...(change && { [change]: '2020-01-01T00:00:00Z' })
				}),
				me().email
			]
		);
		expect(rows).toHaveLength(1);
		return token;
	});

/** New links that leave to this address: written down in the moment they are asked for. */
const newLinksTo = async (email: string): Promise<number> => {
	const rows = await askOwner(databaseUrl(), (query) =>
		query(`select id from delivery where mail = 'new-link' and to_email = $1`, [email])
	);
	return rows.length;
};

for (const [change, status] of [
	['expires_at', 'expired'],
	['revoked_at', 'revoked']
] as const)
	test(`a link that is ${status} shows nothing and sends a new one to its own address only`, async ({
		page
	}) => {
		const [holder, colleague] = [await somebody(), await somebody()];
		const token = await linkOf(holder, change);
		for (const place of ['', '/disputes/new', `/invoices/${world.ours.invoice}`]) {
			const answer = await page.goto(`/p/${token}${place}`);
			expect(answer!.status()).toBe(410);
			await expect(title(page)).toHaveText(words()[status]);
			await expect(page.locator('body')).not.toContainText(world.ours.number);
		}
		// It asks for no address: only the one that had it gets another.
		await expect(page.locator('input[type=email]')).toHaveCount(0);
		// Whoever found the link in a bin names another address, one that is known here too.
		for (const email of ['finder@elsewhere.example', colleague.email])
			await page.request.post('/p/renew', {
				form: { token, email },
				headers: { origin: baseOf(), accept: 'text/html' }
			});
		await page.getByRole('button', { name: words().renew }).click();
		await expect(title(page)).toHaveText(words().sent);
		expect(await newLinksTo(holder.email)).toBe(3);
		expect(await newLinksTo(colleague.email)).toBe(0);
		expect(await newLinksTo('finder@elsewhere.example')).toBe(0);
		// What came opens the account; the old one still does not.
		const fresh = linkIn(await mailSaying(holder.email, /lien|link/i));
		expect((await page.goto(fresh))!.status()).toBe(200);
		expect((await page.goto(`/p/${token}`))!.status()).toBe(410);
	});

/** Staff of the house that writes to this person. */
const COLLECTOR = {
	fr: 'claire.morel@gantier.example',
	en: 'emma.clarke@norwood.example'
};

test('a contact whom staff removed is told so by his link, and whom to call; nothing new is sent to him', async ({
	page,
	browser
}) => {
	const email = `leaving-${randomUUID().slice(0, 8)}@${me().email.split('@')[1]}`;
	const desk = await (await browser.newContext({ baseURL: baseOf() })).newPage();
	await desk.goto('/login');
	await desk.locator('#email').fill(COLLECTOR[me().language]);
	await desk.locator('#password').fill('entendu-demo');
	await desk.locator('form.card button').click();
	await expect(desk).not.toHaveURL(/login/);
	await desk.goto(`/customers/${await myCode()}?add=contact`);
	await desk.locator('#new-name').fill('Sacha Renard');
	await desk.locator('#new-email').fill(email);
	await desk.locator('#add-contact form button').click();
	await expect(desk).toHaveURL(/done=addContact/);
	await page.goto('/p/renew');
	await page.locator('input[type=email]').fill(email);
	await page.locator('form.card button').click();
	const link = linkIn(await mailSaying(email, /lien|link/i));
	expect((await page.goto(link))!.status()).toBe(200);
	const row = desk.locator('#contacts li', { hasText: email });
	await row.locator('details').nth(1).locator('summary').click();
	await row.locator('form[action="?/removeContact"] button').click();
	await expect(desk).toHaveURL(/done=removeContact/);
	const before = mailsTo(email).length;
	expect((await page.goto(link))!.status()).toBe(410);
	await expect(title(page)).toHaveText(words().removed);
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.locator('a[href^="mailto:"]')).toBeVisible();
	expect(mailsTo(email)).toHaveLength(before);
	await desk.context().close();
});

const baseOf = () => test.info().project.use.baseURL!;

const myCode = (): Promise<string> =>
	askOwner(databaseUrl(), async (query) => {
		const [row] = await query<{ code: string }>(
			`select k.code from contact c join customer k on k.organisation_id = c.organisation_id and k.id = c.customer_id
			where c.email = $1`,
			[me().email]
		);
		return row!.code;
	});

/** "Close these links", pressed by a colleague on his telephone. */
const revoke = (token: string): Promise<unknown> =>
	askOwner(databaseUrl(), (query) =>
		query(`update link set revoked_at = now() where token_hash = $1`, [
			createHash('sha256').update(token).digest('hex')
		])
	);

test('a link that ends while the form is open: what was written waits for the next one', async ({
	page
}) => {
	const account = await myAccount(page);
	const token = await linkOf(await somebody());
	await page.goto(`/p/${token}/disputes/new`);
	await page.locator('input[name=invoice]:not(:disabled)').first().check();
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('textarea[name=explanation]').fill('Le prix convenu était de 12 €.');
	await revoke(token);
	await page.locator('form button.primary').last().click();
	const ended = page.locator('#ended');
	await expect(ended).toBeFocused();
	await expect(ended.getByRole('heading')).toHaveText(words().revoked);
	await expect(ended).toContainText(words().kept);
	expect(await waitingOn(page)).toMatchObject([{ state: 'correct', failed: 'link' }]);
	expect(JSON.stringify(await waitingOn(page))).toContain('Le prix convenu');
	await ended.getByRole('button', { name: words().renew }).click();
	await expect(title(page)).toHaveText(words().sent);
	await page.goto(`${account}/outbox`);
	await expect(page.getByRole('button', { name: words().through })).toBeVisible();
	page.on('dialog', (dialog) => void dialog.accept());
	await page.locator('#items .delete').click();
	await expect.poll(() => waitingOn(page)).toEqual([]);
});

test('without scripts the words come back with the page that says the link has ended', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	const token = await linkOf(await somebody());
	await page.goto(`/p/${token}/message`);
	await page.locator('textarea[name=body]').fill('Deux palettes\nsont restées chez vous.');
	await revoke(token);
	await page.locator('#message button.primary').click();
	await expect(title(page)).toHaveText(words().revoked);
	await expect(page.getByLabel(words().typed)).toHaveValue(
		'Deux palettes\nsont restées chez vous.'
	);
	await expect(page.getByRole('button', { name: words().renew })).toBeVisible();
	await page.context().close();
});

test('a mistyped link says so, whichever letter is wrong or missing', async ({ page }) => {
	const account = await myAccount(page);
	const other = account.endsWith('A') ? 'B' : 'A';
	for (const wrong of [account.slice(0, -1) + other, account.slice(0, -1), `${account}x`]) {
		const answer = await page.goto(wrong);
		expect(answer!.status()).toBe(404);
		await expect(title(page)).toHaveText(words().unknown);
		await expect(page.locator('input[type=email]')).toBeVisible();
	}
});

test('through one’s own link nothing of a neighbour or of another company is found', async ({
	page
}) => {
	const account = await myAccount(page);
	for (const other of await notMine())
		for (const place of [
			`invoices/${other.invoice}`,
			`invoices/${other.invoice}/pdf`,
			`attachments/${other.attachment}`,
			`disputes/${other.reference}`
		]) {
			const answer = await page.request.get(`${account}/${place}`);
			expect([place, answer.status()]).toEqual([place, 404]);
			expect(await answer.text()).not.toContain(other.name);
		}
});

/** Customers of the demo this person does not write for, of both companies. */
async function notMine(): Promise<Ids[]> {
	const mine = await askOwner(databaseUrl(), (query) =>
		query<{ id: string }>(
			`select i.id from contact c join invoice i using (organisation_id, customer_id) where c.email = $1`,
			[me().email]
		)
	);
	const others = [world.ours, world.neighbour, world.foreign].filter(
		({ invoice }) => !mine.some(({ id }) => id === invoice)
	);
	expect(others.length).toBeGreaterThanOrEqual(2);
	return others;
}
