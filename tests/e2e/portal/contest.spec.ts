import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { ask, post, postFiles } from '../support/ask';
import { contestable, formOf, ofOneLine, withNote } from '../support/contestable';
import { askOwner } from '../support/demo-world';
import { waitingOn } from '../support/offline';
import { disputeButton } from '../support/reminders';
import { me, photo, unfold, withoutScripts, words } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const database = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

const SAID = {
	fr: {
		lines: 'Certaines lignes',
		received: /^Quantité reçue/,
		claims: /quantité facturée .+, reçue 0/,
		needsNetwork: 'Cette étape demande du réseau',
		known: 'Avant d’envoyer, voici ce que nous avons',
		answers: 'Cela répond à ma question',
		goOn: 'Continuer et envoyer la contestation',
		noted: 'C’est noté, aucune contestation n’est ouverte',
		already: /est déjà partie$/,
		add: /^L’ajouter à LIT-/,
		line: /^Cochez au moins une ligne/
	},
	en: {
		lines: 'Certain lines',
		received: /^Quantity received/,
		claims: /quantity invoiced .+, received 0/,
		needsNetwork: 'This step needs a connection',
		known: 'Before you send it, this is what we have',
		answers: 'This answers it',
		goOn: 'Continue and send the dispute',
		noted: 'Noted, no dispute was opened',
		already: /was already sent$/,
		add: /^Add them to LIT-/,
		line: /^Tick at least one line/
	}
};
const said = () => SAID[me().language];

const keyOf = (page: Page) => page.locator('input[name=key]').inputValue();

test('three taps from the button of a reminder to a dispute that is sent', async ({ page }) => {
	test.skip(test.info().project.name !== 'phone', 'one reminder, one dispute');
	test.setTimeout(240_000);
	// One: the button of a mail.
	await page.goto(await askOwner(database(), (query) => disputeButton(query, me().language)));
	await expect(page.locator('input[name=invoice]:checked')).toBeVisible();
	// Two: why. A price: no paper of the creditor answers that.
	await page.locator('input[name=reason][value=price_unit]').check();
	// Three: send.
	await page.locator('form button.primary').last().click();
	await expect(page).toHaveURL(/disputes\/LIT-\d{4}-\d{6}\?sent/);
});

test('certain lines by the quantity received, with a photo, without JavaScript', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	const about = await contestable();
	await page.goto(formOf(about));
	await page.getByLabel(words().reason, { exact: true }).check();
	await page.getByLabel(said().lines).check();
	await page.locator('#files').setInputFiles({
		name: 'palette.jpg',
		mimeType: 'image/jpeg',
		buffer: await photo(800, 600)
	});
	await page.getByRole('button', { name: words().send }).click();
	// Nothing ticked: said at the top, with what was chosen.
	await expect(page.getByRole('alert').getByRole('link', { name: said().line })).toBeVisible();
	await expect(page.getByLabel(said().lines)).toBeChecked();
	await page.locator('input[name=line]').first().check();
	await page.getByLabel(said().received).first().fill('0');
	await page.locator('#files').setInputFiles({
		name: 'palette.jpg',
		mimeType: 'image/jpeg',
		buffer: await photo(800, 600)
	});
	await page.getByRole('button', { name: words().send }).click();
	await expect(page).toHaveURL(/\?sent/);
	await expect(page.getByText(said().claims)).toBeVisible();
	await expect(page.locator('main img')).not.toHaveCount(0);
});

for (const scripts of ['with', 'without'] as const)
	test(`which unit price is expected is asked of one line only, ${scripts} scripts`, async ({
		page: awake,
		browser
	}) => {
		const page = scripts === 'with' ? awake : await withoutScripts(browser);
		const [one, two] = await ofOneLine();
		const tick = (invoice: string) => page.locator(`input[name=invoice][value="${invoice}"]`);
		await page.goto(formOf(one!));
		await page.locator('input[name=reason][value=price_discount]').check();
		await expect(page.locator('#detail')).toBeVisible();
		await page.locator('main details > summary').first().click();
		await tick(two!.invoice).check();
		await expect(page.locator('#detail')).toBeHidden();
		await tick(one!.invoice).uncheck();
		await expect(page.locator('#detail')).toBeVisible();
		// What is no line's own is asked of any invoice.
		await page.goto(formOf(await contestable()));
		await page.locator('input[name=reason][value=order_reference]').check();
		await expect(page.locator('#detail')).toBeVisible();
		await page.locator('input[name=reason][value=price_discount]').check();
		await expect(page.locator('#detail')).toBeHidden();
	});

test('a line in dispute is shown with its case, not to be contested again', async ({ page }) => {
	const about = await contestable();
	await page.goto(formOf(about));
	await page.getByLabel(words().reason, { exact: true }).check();
	await page.getByLabel(said().lines).check();
	await page.locator('input[name=line]').first().check();
	await page.getByLabel(said().received).first().fill('0');
	await expect(page.locator('output').first()).toBeVisible();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page).toHaveURL(/\?sent/);
	const reference = /LIT-\d{4}-\d{6}/.exec(page.url())![0];
	await page.goto(formOf(about));
	await unfold(page);
	await page.getByLabel(said().lines).check();
	await expect(page.locator('fieldset').getByRole('link', { name: reference })).toBeVisible();
});

test('what is on file is shown once before it is sent, and may answer it', async ({ browser }) => {
	const page = await withoutScripts(browser);
	const about = await contestable();
	await withNote(about);
	await page.goto(formOf(about));
	await page.getByLabel(words().reason, { exact: true }).check();
	await page.locator('textarea[name=explanation]').fill('Douze manquent');
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('heading', { name: said().known })).toBeVisible();
	await expect(page.locator('#known a[download]')).toHaveAttribute('href', /\/documents\//);
	await expect(page.getByLabel(words().reason, { exact: true })).toBeChecked();
	const kept = () =>
		askOwner(database(), (query) =>
			query<{ outcome: string }>(`select outcome from known_answer where invoice_id = $1`, [
				about.invoice
			])
		);
	expect(await kept()).toEqual([]);
	await page.getByRole('button', { name: said().answers }).click();
	await expect(page.getByRole('heading', { name: said().noted })).toBeVisible();
	expect(await kept()).toEqual([{ outcome: 'answers' }]);
	// Whoever changes his mind finds what he typed.
	await page.locator('.page > details > summary').click();
	await expect(page.getByLabel(words().reason, { exact: true })).toBeChecked();
	await expect(page.locator('textarea[name=explanation]')).toHaveValue('Douze manquent');
	await page.goto(formOf(about));
	await page.getByLabel(words().reason, { exact: true }).check();
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByRole('button', { name: said().goOn })).toBeVisible();
	// Whoever presses Enter in a field has not said that this answers it.
	await page.locator('input[name=reason]:checked').press('Enter');
	await expect(page).toHaveURL(/\?sent/);
	expect((await kept()).map(({ outcome }) => outcome).sort()).toEqual(['answers', 'continued']);
});

test('asked for over a line that breaks, the lines of an invoice wait for nothing: photo and words stay', async ({
	page
}) => {
	const about = await contestable();
	await page.goto(formOf(about));
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.locator('#explanation').fill('Un carton manque');
	await page
		.locator('#files')
		.setInputFiles({ name: 'quai.jpg', mimeType: 'image/jpeg', buffer: await photo(500, 400) });
	// Its script is there: a button put in before would not outlive that.
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await page.route('**/disputes/new**', (route) =>
		route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback()
	);
	// An account of a few invoices shows them all: what the button of a large one does is asked here.
	await page.locator('form#dispute').evaluate((form) => {
		const button = Object.assign(document.createElement('button'), {
			name: 'step',
			value: 'lines'
		});
		form.append(button);
		button.click();
	});
	await expect(page.getByText(said().needsNetwork)).toBeVisible();
	await expect(page.locator('#explanation')).toHaveValue('Un carton manque');
	await expect(page.getByText('quai.jpg')).toBeVisible();
	expect(await waitingOn(page)).toEqual([]);
});

test('a form sent again with other words is told so, and adds them to its case', async ({
	browser
}) => {
	const page = await withoutScripts(browser);
	const about = await contestable();
	await page.goto(formOf(about));
	await page.locator('input[name=reason][value=goods_damaged]').check();
	await page.getByLabel(words().part).check();
	await page.locator(`#amount-${about.invoice}`).fill('1');
	await page.locator('#explanation').fill('Un carton');
	const key = await keyOf(page);
	const fields = (await page
		.locator('form', { has: page.locator('#explanation') })
		.evaluate((form) =>
			Object.fromEntries(
				[...new FormData(form as HTMLFormElement)].filter(([, value]) => typeof value === 'string')
			)
		)) as Record<string, string>;
	await page.getByRole('button', { name: words().send }).click();
	await expect(page).toHaveURL(/\?sent/);
	const base = test.info().project.use.baseURL!;
	const same = await post(base, formOf(about), fields);
	expect(same.status).toBe(303);
	const changed = await post(base, formOf(about), { ...fields, explanation: 'Deux cartons' });
	expect(changed.status).toBe(409);
	await page.goto(formOf(about));
	await page.setContent(changed.text.replace('<head>', `<head><base href="${page.url()}">`));
	await expect(page.getByRole('heading', { name: said().already })).toBeVisible();
	expect(await keyOf(page)).not.toBe(key);
	await page.getByRole('button', { name: said().add }).click();
	await expect(page).toHaveURL(/\?replied/);
	await expect(page.getByText('Deux cartons')).toBeVisible();
});

test('fifty posts with one key at once are one dispute', async () => {
	const base = test.info().project.use.baseURL!;
	const about = await contestable();
	const key = `fifty-${about.invoice}`;
	const fields = { key, invoice: about.invoice, reason: 'price_unit', part: 'whole' };
	const file = {
		field: 'files',
		name: 'devis.jpg',
		type: 'image/jpeg',
		content: await photo(320, 240)
	};
	const page = formOf(about);
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => postFiles(base, page, fields, [file]))
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
	expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
	const [opened] = await askOwner(database(), (query) =>
		query<{ cases: string; files: string }>(
			`select count(distinct d.id) as cases, count(a.id) as files from dispute d
			left join attachment a on a.organisation_id = d.organisation_id and a.dispute_id = d.id
			where d.idempotency_key = $1`,
			[key]
		)
	);
	expect(opened).toEqual({ cases: '1', files: '1' });
	expect((await ask(base, answers[0]!.headers.location!)).status).toBe(200);
});

test('a price typed under one reason is no quantity under another, and is there when one comes back', async ({
	page
}) => {
	const about = await contestable();
	await page.goto(`${formOf(about)}`);
	const reason = (figure: string) =>
		page.locator(`input[name=reason][data-figure=${figure}]:not([data-field=''])`).first();
	await reason('expected').check();
	await page.locator('#part-lines').check();
	await page.locator('input[name=line]').first().check();
	const figure = page.locator('input[name^=figure-]').first();
	await figure.fill('9');
	const key = page.locator('#dispute input[name=key]');
	const asSent = await page.locator('#new-dispute').getAttribute('data-props');
	// Awake, it writes under a key of its own.
	await expect.poll(async () => asSent?.includes(await key.inputValue())).toBe(false);
	await reason('received').check();
	await expect(figure).toHaveValue('');
	await figure.fill('2');
	await reason('expected').check();
	await expect(figure).toHaveValue('9');
	await reason('received').check();
	await expect(figure).toHaveValue('2');
});
