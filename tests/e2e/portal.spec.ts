import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { linkIn, mailSaying, mailsTo } from './support/mailbox';

/** Who opens the portal on which device. */
const PEOPLE = {
	phone: { email: 'julie.vasseur@maison-vasseur.example', language: 'fr' },
	desktop: { email: 'olivia.bennett@harbourcafe.example', language: 'en' }
} as const;

const WORDS = {
	fr: {
		ask: 'Recevoir un nouveau lien',
		address: 'Votre adresse e-mail',
		done: 'C’est fait',
		newLink: /lien/i,
		received: /LIT-\d{4}-\d{6}/,
		dispute: /^Contester la facture/,
		reason: 'La quantité livrée est différente',
		part: 'Une partie',
		amountOf: /^Montant contesté/,
		explain: 'Expliquez en quelques mots',
		files: /Ajouter une photo|Photos et documents/,
		send: 'Envoyer la contestation',
		case: /^Contestation LIT-/,
		sent: /reçue\. Réponse au plus tard/,
		paused: /Nous ne vous relancerons pas/,
		tooHigh: /ne peut pas dépasser/,
		noReason: /Choisissez le motif/,
		kept: 'Contestation enregistrée sur cet appareil',
		shownAsOf: /Hors ligne – affiché tel que/,
		paid: 'Je l’ai déjà payée',
		noted: /C’est noté/,
		sendAnswer: 'Envoyer',
		transfer: /Date et référence|Expliquez/,
		reply: 'Ajouter un message',
		replySend: 'Envoyer le message',
		withdraw: 'Retirer ma contestation',
		withdrawYes: 'Oui, retirer la contestation',
		withdrawn: 'Votre contestation est retirée.'
	},
	en: {
		ask: 'Get a new link',
		address: 'Your e-mail address',
		done: 'Done',
		newLink: /link/i,
		received: /LIT-\d{4}-\d{6}/,
		dispute: /^Dispute invoice/,
		reason: 'The quantity delivered is different',
		part: 'Part of it',
		amountOf: /^Disputed amount/,
		explain: 'Explain in a few words',
		files: /Add a photo|Photos and documents/,
		send: 'Send the dispute',
		case: /^Dispute LIT-/,
		sent: /received\. Answer by/,
		paused: /We will not chase you/,
		tooHigh: /cannot be more than/,
		noReason: /Choose the reason/,
		kept: 'Dispute saved on this device',
		shownAsOf: /Offline – shown as of/,
		paid: 'I have already paid it',
		noted: /^Noted/,
		sendAnswer: 'Send',
		transfer: /Date and reference|Explain/,
		reply: 'Add a message',
		replySend: 'Send the message',
		withdraw: 'Withdraw my dispute',
		withdrawYes: 'Yes, withdraw the dispute',
		withdrawn: 'Your dispute has been withdrawn.'
	}
};

const me = () => PEOPLE[test.info().project.name as keyof typeof PEOPLE];
const words = () => WORDS[me().language];

const links = new Map<string, string>();

/** As anybody without a link gets one: by asking for it, and reading the mail. */
async function myAccount(page: Page): Promise<string> {
	const known = links.get(me().email);
	if (known) return known;
	await page.goto('/p/renew');
	await page.getByLabel(words().address).fill(me().email);
	await page.getByRole('button', { name: words().ask }).click();
	await expect(page.getByRole('heading', { name: words().done })).toBeVisible();
	const link = linkIn(await mailSaying(me().email, words().newLink));
	const account = /^\/p\/[A-Za-z0-9_-]{43}/.exec(link)![0];
	links.set(me().email, account);
	return account;
}

const photo = (width: number, height: number) =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.jpeg({ quality: 98 })
		.toBuffer();

/** About an invoice that is contested in part, the open case comes first and the form is folded. */
const unfold = async (page: Page) => {
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const another = page.locator('main details:not([open]) > summary.button');
	if (await another.count()) await another.click();
};
const openForm = async (page: Page, which: 'first' | 'last' = 'first') => {
	await page.getByRole('link', { name: words().dispute })[which]().click();
	await expect(page).toHaveURL(/disputes\/new/);
	await unfold(page);
};
const references = async (page: Page, account: string): Promise<string[]> => {
	await page.goto(account);
	return [
		...new Set(((await page.locator('main').innerText()).match(/LIT-\d{4}-\d{6}/g) ?? []).sort())
	];
};
const withoutScripts = async (browser: Browser) =>
	(await browser.newContext({ ...test.info().project.use, javaScriptEnabled: false })).newPage();

test('three taps from the link to a dispute with a photo, then followed like a parcel', async ({
	page
}) => {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(1200, 900) });
	await page.getByRole('button', { name: words().send }).click();

	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	await expect(page.getByText(words().sent)).toBeVisible();
	await expect(page.getByText(words().paused)).toBeVisible();
	const picture = page.locator('main img').first();
	await expect
		.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
		.toBeGreaterThan(100);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];
	const mail = await mailSaying(me().email, new RegExp(reference));
	await page.goto(linkIn(mail));
	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	expect(
		mailsTo(me().email).filter(({ subject, text }) => `${subject}${text}`.includes(reference))
	).toHaveLength(1);
});

test('without scripts: a refusal keeps what was typed, a 12 MB photo passes, and it can be withdrawn', async ({
	browser,
	page: withScripts
}) => {
	const account = await myAccount(withScripts);
	const page = await withoutScripts(browser);
	await page.goto(account);
	await openForm(page);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('alert')).toContainText(words().noReason);

	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).fill('9999999');
	await page.getByLabel(words().explain).fill('Il manque 3 cartons <b>sur 12</b>.');
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('alert')).toContainText(words().tooHigh);
	await expect(page.getByLabel(words().reason)).toBeChecked();
	await expect(page.getByLabel(words().amountOf)).toHaveValue('9999999');
	await expect(page.getByLabel(words().explain)).toHaveValue('Il manque 3 cartons <b>sur 12</b>.');

	const large = await photo(4000, 3000);
	expect(large.length).toBeGreaterThan(8_000_000);
	await page.getByLabel(words().amountOf).fill(me().language === 'fr' ? '10,50' : '10.50');
	await page
		.locator('#files')
		.setInputFiles({ name: 'IMG_4711.jpg', mimeType: 'image/jpeg', buffer: large });
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByText(words().sent)).toBeVisible();
	await expect(page.getByText('Il manque 3 cartons <b>sur 12</b>.')).toBeVisible();
	await expect(page.getByText(/10[,.]50/).first()).toBeVisible();

	await page.getByText(words().reply).first().click();
	await page.locator('textarea[name=body]').fill('Photo jointe.');
	await page.getByRole('button', { name: words().replySend }).click();
	await expect(page.locator('#conversation').getByText('Photo jointe.')).toBeVisible();

	await page.getByText(words().withdraw).click();
	await page.getByRole('button', { name: words().withdrawYes }).click();
	await expect(page.getByText(words().withdrawn)).toBeVisible();
	await page.context().close();
});

test('everything that is wrong is said at once, and goes with what was wrong', async ({ page }) => {
	await page.goto(await myAccount(page));
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('9999999');
	const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
	await page
		.locator('#files')
		.setInputFiles([
			file('fake.jpg', 'image/jpeg', Buffer.from('no photo')),
			file('empty.pdf', 'application/pdf', Buffer.alloc(0)),
			file('scan.pdf', 'application/pdf', Buffer.alloc(22_000_000, '%PDF-'))
		]);
	const listed = page.locator('.chosen-files li');
	await expect(page.locator('#files-error')).toContainText('scan.pdf');
	await expect(listed).toHaveCount(2);

	await page.getByRole('button', { name: words().send }).click();
	const summary = page.locator('#problem');
	await expect(summary).toBeFocused();
	await expect(summary.getByRole('link')).toHaveCount(3);
	await expect(summary).toContainText(words().tooHigh);
	await expect(listed.filter({ hasText: 'fake.jpg' }).locator('.field-error')).toBeVisible();
	await expect(listed.filter({ hasText: 'empty.pdf' }).locator('.field-error')).toBeVisible();

	await listed.filter({ hasText: 'fake.jpg' }).getByRole('button').click();
	await expect(summary).not.toContainText('fake.jpg');
	await listed.filter({ hasText: 'empty.pdf' }).getByRole('button').click();
	await expect(summary.getByRole('link')).toHaveCount(1);
});

test('an invoice that is already contested in part shows that case before the form', async ({
	browser,
	page: withScripts
}) => {
	const account = await myAccount(withScripts);
	await withScripts.goto(account);
	await openForm(withScripts, 'last');
	await withScripts.getByLabel(words().reason).check();
	await withScripts.getByLabel(words().part).check();
	await withScripts.getByLabel(words().amountOf).first().fill('12');
	const form = withScripts.url();
	await withScripts.getByRole('button', { name: words().send }).click();
	await expect(withScripts.getByText(words().sent)).toBeVisible();
	const reference = /LIT-\d{4}-\d{6}/.exec(withScripts.url())![0];

	const page = await withoutScripts(browser);
	await page.goto(form);
	const follow = page.getByRole('link', { name: reference });
	await expect(follow).toBeVisible();
	await expect(page.getByLabel(words().reason)).toBeHidden();
	await unfold(page);
	await expect(page.getByLabel(words().reason)).toBeVisible();
	await follow.click();
	await expect(page.getByRole('heading', { level: 1, name: words().case })).toBeVisible();
	await page.context().close();
});

test('a page that does not exist leads back to the account or to a new link, never to the staff', async ({
	page
}) => {
	const account = await myAccount(page);
	for (const [lost, way] of [
		[`${account}/nowhere`, account],
		['/p/nowhere/at/all', '/p/renew'],
		['/r/nowhere/at/all', '/r/renew']
	] as const) {
		expect((await page.goto(lost))!.status()).toBe(404);
		await expect(page.locator('main a.button')).toHaveAttribute('href', way);
	}
});

test('written offline with a photo, it leaves by itself when the network is back, once', async ({
	page,
	context
}) => {
	const account = await myAccount(page);
	const before = await references(page, account);
	await page.evaluate(() => navigator.serviceWorker.ready);
	const kept = () =>
		page.evaluate(async () =>
			(
				await Promise.all(
					(await caches.keys()).map(async (name) =>
						(await (await caches.open(name)).keys()).map(({ url }) => url)
					)
				)
			).flat()
		);
	await page.reload();
	const form = (await page
		.getByRole('link', { name: words().dispute })
		.first()
		.getAttribute('href'))!;
	await expect.poll(async () => (await kept()).some((url) => url.endsWith(form))).toBe(true);

	await context.setOffline(true);
	await page.goto(account);
	await expect(page.locator('#outbox')).toContainText(words().shownAsOf);
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles({ name: 'palette.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 700) });
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();

	await context.setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	// The page that kept it says itself that it left, and under which reference.
	const follow = page.locator('#kept').getByRole('link', { name: words().received });
	await expect(follow).toBeVisible({ timeout: 20_000 });
	expect(await follow.getAttribute('href')).toMatch(words().received);
	await expect(page.locator('#kept')).not.toContainText(words().kept);
	await expect
		.poll(async () => (await references(page, account)).length, { timeout: 20_000 })
		.toBe(before.length + 1);
	// Asked again and again, it stays one.
	for (let i = 0; i < 3; i++) await page.evaluate(() => window.dispatchEvent(new Event('online')));
	const after = await references(page, account);
	expect(after).toHaveLength(before.length + 1);
	await page.goto(`${account}/disputes/${after.find((reference) => !before.includes(reference))}`);
	await expect(page.locator('main img').first()).toBeVisible();
	await expect(page.locator('#outbox')).toBeHidden();
});

test('what waited on the device and is refused comes back to be corrected', async ({
	page,
	context
}) => {
	const account = await myAccount(page);
	await page.goto(account);
	await page.evaluate(() => navigator.serviceWorker.ready);
	const form = (await page
		.getByRole('link', { name: words().dispute })
		.last()
		.getAttribute('href'))!;
	await page.goto(form);
	await unfold(page);
	await page.getByLabel(words().reason).check();
	await page.getByLabel(words().part).check();
	await page.getByLabel(words().amountOf).first().fill('9999999');
	await page.getByLabel(words().explain).fill('Typed in a tunnel');
	await context.setOffline(true);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: words().kept })).toBeVisible();

	await context.setOffline(false);
	await page.goto(account);
	const outbox = page.locator('#outbox');
	await expect(outbox).toContainText(words().tooHigh, { timeout: 20_000 });
	await outbox.getByRole('link').click();
	await expect(page.getByRole('alert')).toContainText(words().tooHigh);
	await expect(page.getByLabel(words().reason)).toBeChecked();
	await expect(page.getByLabel(words().explain)).toHaveValue('Typed in a tunnel');
	await page.getByLabel(words().amountOf).first().fill('11');
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByText(words().sent)).toBeVisible();
	await page.goto(account);
	await expect(outbox).toBeHidden();
});

test('"already paid" is an answer: reminders rest, and it is no dispute', async ({ page }) => {
	const account = await myAccount(page);
	const before = await references(page, account);
	await openForm(page);
	await page.getByLabel(words().paid).check();
	await page.getByLabel(words().transfer).fill('Virement du 12, réf. 4471');
	await page.getByRole('button', { name: words().sendAnswer, exact: true }).click();
	await expect(page.getByText(words().noted)).toBeVisible();
	expect(await references(page, account)).toEqual(before);
});

test('every screen fits, reads and passes axe', async ({ page }) => {
	const account = await myAccount(page);
	await page.goto(account);
	const hrefs = await page
		.locator('main a')
		.evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
	const first = (part: string) => hrefs.find((href) => href.includes(part))!;
	for (const path of [
		account,
		first('/invoices/').replace('/pdf', ''),
		first('/disputes/new'),
		first('/disputes/LIT'),
		'/p/renew',
		`/p/${'x'.repeat(43)}`,
		`${account}/disputes/LIT-2020-000000`
	]) {
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await page.goto(path);
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
				.analyze();
			expect(
				violations.map(({ id, nodes }) => `${path} ${colorScheme} ${id} ${nodes[0]?.html}`)
			).toEqual([]);
		}
		for (const width of [320, 390, 1280]) {
			await page.setViewportSize({ width, height: 844 });
			expect(
				await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
				`${path} at ${width}`
			).toBeLessThanOrEqual(0);
		}
	}
});

test('read pages carry no framework, nothing is kept by anyone and no search engine is invited', async ({
	page
}) => {
	const account = await myAccount(page);
	const scripts: string[] = [];
	page.on(
		'request',
		(request) =>
			request.resourceType() === 'script' && scripts.push(new URL(request.url()).pathname)
	);
	const answer = (await page.goto(account))!;
	expect(scripts.filter((path) => path !== '/register.js')).toEqual([]);
	expect(answer.headers()).toMatchObject({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex, nofollow',
		'referrer-policy': 'same-origin'
	});
	const manifest = await page.request.get(`${account}/manifest.webmanifest`);
	expect(await manifest.json()).toMatchObject({
		start_url: account,
		scope: '/p/',
		display: 'standalone'
	});
});
