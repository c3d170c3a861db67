import { expect, test, type Page } from '@playwright/test';
import { contestable, formOf } from '../support/contestable';
import { freeMyInvoices, photo } from '../support/portal';
import { freshCase } from '../support/states';

test.beforeAll(freeMyInvoices);
// A worker that is there in time would fetch the script itself, past whoever holds it back.
test.use({ serviceWorkers: 'block' });

/** It is fetched ahead without being run. */
async function scriptBeginsBy(page: Page, act: () => Promise<void>): Promise<void> {
	await page.waitForLoadState('networkidle');
	await act();
	await scriptRuns(page);
}

async function scriptRuns(page: Page): Promise<void> {
	const src = await page.locator('[data-script]').getAttribute('data-script');
	// Asked for again, it has been run by then.
	await page.evaluate((script) => import(script), src!);
}

/** How the form was sent, each time. */
function sentBy(page: Page): string[] {
	const sent: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'POST') sent.push(request.resourceType());
	});
	return sent;
}

/** @returns lets it arrive */
async function heldBack(page: Page): Promise<() => void> {
	let arrive = () => {};
	const arrives = new Promise<void>((done) => (arrive = done));
	await page.route(/\/entry\/(new|amend)-dispute-[^/]*\.js$/, async (route) => {
		await arrives;
		await route.continue();
	});
	return arrive;
}

test('a button pressed first of all waits for the script of its form, which then sends it', async ({
	page
}) => {
	const sent = sentBy(page);
	await page.clock.install();
	await page.goto(formOf(await contestable()));
	await scriptBeginsBy(page, () => page.mouse.wheel(0, 40));
	// Without a finger or a pause: nothing has woken it.
	await page.locator('#dispute button.primary').evaluate((one: HTMLElement) => {
		one.click();
		one.click();
	});
	await expect(page.locator('#problem')).toBeVisible();
	expect(sent).toEqual(['fetch']);
});

test('pressed while its script is on its way, a button waits for it and sends once', async ({
	page
}) => {
	const sent = sentBy(page);
	await page.clock.install();
	const arrive = await heldBack(page);
	await page.goto(formOf(await contestable()), { waitUntil: 'domcontentloaded' });
	// However slow the machine, its patience does not end here.
	await page.clock.pauseAt(1_000 + (await page.evaluate(() => Date.now())));
	const send = page.locator('#dispute button.primary');
	await send.click();
	await send.click();
	expect(sent).toEqual([]);
	arrive();
	await scriptRuns(page);
	await page.clock.resume();
	await expect(page.locator('#problem')).toBeVisible();
	expect(sent).toEqual(['fetch']);
});

test('a script that does not come is not waited for for ever: the form leaves as it stands', async ({
	page
}) => {
	await page.clock.install();
	const sent = sentBy(page);
	await heldBack(page);
	await page.goto(formOf(await contestable()), { waitUntil: 'commit' });
	await page.locator('#explanation').fill('Il manque trois cartons.');
	await page.locator('#dispute button.primary').click({ noWaitAfter: true });
	await page.clock.runFor(3_500);
	await expect(page.locator('#problem')).toBeVisible();
	await expect(page.locator('#explanation')).toHaveValue('Il manque trois cartons.');
	expect(sent).toEqual(['document']);
});

test('left alone, the script of a form wakes up by itself; not while somebody begins to read', async ({
	page
}) => {
	await page.clock.install();
	await page.goto(formOf(await contestable()));
	// Awake, it writes under a key of its own.
	const key = page.locator('#dispute input[name=key]');
	const asSent = await key.inputValue();
	await scriptBeginsBy(page, () => page.clock.runFor(4_500));
	expect(await key.inputValue()).toBe(asSent);
	await page.clock.runFor(4_500);
	await expect(key).not.toHaveValue(asSent);
});

test('whoever goes on without a pause is not held up; the first pause wakes it, and all that was done is there', async ({
	page
}) => {
	await page.clock.install();
	await page.goto(formOf(await contestable()));
	await page.clock.pauseAt(1_000 + (await page.evaluate(() => Date.now())));
	const key = page.locator('#dispute input[name=key]');
	const asSent = await key.inputValue();
	const reasons = page.locator('input[name=reason]');
	for (const place of [2, 1, 0]) {
		await reasons.nth(place).check();
		await page.clock.runFor(500);
	}
	await page.locator('#explanation').fill('Il manque trois cartons.');
	await page.clock.runFor(500);
	expect(await key.inputValue()).toBe(asSent);
	await page.clock.runFor(1_000);
	await expect(key).not.toHaveValue(asSent);
	await expect(reasons.first()).toBeChecked();
	await expect(page.locator('#explanation')).toHaveValue('Il manque trois cartons.');
});

test('what is done before the script arrives is still done when it is there, and leaves so', async ({
	page
}) => {
	const arrive = await heldBack(page);
	await page.goto(formOf(await contestable()), { waitUntil: 'commit' });
	const key = page.locator('#dispute input[name=key]');
	const asSent = await key.inputValue();
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('#part-lines').check();
	await page.locator('input[name=line]').first().check();
	await page.locator('#outcome').selectOption('PIN');
	await page.locator('#dispute .who summary').click();
	await page.locator('#acting').fill('Paul Rémy');
	await page.locator('#camera').setInputFiles({
		...{ name: 'quai.jpg', mimeType: 'image/jpeg' },
		buffer: await photo(400, 300)
	});
	arrive();
	await expect(key).not.toHaveValue(asSent);
	await expect(page.locator('input[name=line]').first()).toBeChecked();
	await expect(page.locator('#outcome')).toHaveValue('PIN');
	await expect(page.locator('#acting')).toHaveValue('Paul Rémy');
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await page.locator('#dispute button.primary').click();
	await expect(page).toHaveURL(/\?sent/);
	await expect(page.locator('main')).toContainText('Paul Rémy');
	await expect(page.locator('main img')).toHaveCount(1);
});

test('words that are taken out before the script arrives stay out', async ({ page }) => {
	const arrive = await heldBack(page);
	await page.goto(`${await freshCase()}/amend`, { waitUntil: 'commit' });
	const words = page.locator('#explanation');
	await expect(words).not.toHaveValue('');
	await words.fill('');
	const key = page.locator('#dispute input[name=key]');
	const asSent = await key.inputValue();
	arrive();
	await expect(key).not.toHaveValue(asSent);
	await expect(words).toHaveValue('');
});

const key = (page: Page) => page.locator('#dispute input[name=key]');
const explanation = (page: Page) => page.locator('#explanation');
const CARTONS = 'Il manque trois cartons.';

/** Awake, the form writes under a key of its own. */
async function awake(page: Page, act: () => Promise<unknown>): Promise<void> {
	const asSent = await key(page).inputValue();
	await act();
	await expect(key(page)).not.toHaveValue(asSent);
}
const write = (page: Page, words = CARTONS) => awake(page, () => explanation(page).fill(words));

test('a page loaded anew has what was written on it, once; a sent one has not', async ({
	page
}) => {
	const form = formOf(await contestable());
	await page.goto(form);
	await page.locator('input[name=reason][value=price_unit]').check();
	await page.locator('input[name=part][value=part]').check();
	await page.locator('input[name^=amount]').first().fill('12,5');
	await write(page);
	await page.locator('#camera').setInputFiles({
		...{ name: 'quai.jpg', mimeType: 'image/jpeg' },
		buffer: await photo(400, 300)
	});
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await page.reload();
	await expect(explanation(page)).toHaveValue(CARTONS);
	await expect(page.locator('input[name=reason][value=price_unit]')).toBeChecked();
	await expect(page.locator('input[name^=amount]').first()).toHaveValue('12,5');
	// Nothing but the page had its files.
	await expect(page.locator('#dispute .for-files .lost')).toBeVisible();
	await page.locator('#dispute button.primary').click();
	await expect(page).toHaveURL(/\?sent/);
	await page.goto(form);
	await awake(page, () => explanation(page).focus());
	await expect(explanation(page)).toHaveValue('');
});

test('each form has its own words, whatever was looked at between', async ({ page }) => {
	const about = await contestable();
	const [first, second] = [formOf(about), `/p/${about.token}/disputes/new`];
	await page.goto(first);
	await write(page);
	await page.goto(second);
	await awake(page, () => explanation(page).focus());
	await expect(explanation(page)).toHaveValue('');
	await page.goto(first);
	await expect(explanation(page)).toHaveValue(CARTONS);
});

test('what is written anew before the script arrives is not written over', async ({ page }) => {
	await page.goto(formOf(await contestable()));
	await write(page);
	const arrive = await heldBack(page);
	await page.reload({ waitUntil: 'commit' });
	await awake(page, async () => {
		await explanation(page).fill('Il en manque quatre.');
		arrive();
	});
	await expect(explanation(page)).toHaveValue('Il en manque quatre.');
});

test('erased from the device, what is written on the page does not come back', async ({ page }) => {
	await page.goto(formOf(await contestable()));
	await write(page);
	await page.locator('#erase').click();
	await expect(page.locator('#outbox')).toBeVisible();
	expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
	await page.reload();
	await awake(page, () => explanation(page).focus());
	await expect(explanation(page)).toHaveValue('');
});

test('left while a colleague changes the case, it comes back, and overwrites nothing', async ({
	page,
	context
}) => {
	const form = `${await freshCase()}/amend`;
	await page.goto(form);
	await write(page, 'Le prix est de 90 euros.');
	await page.goto('/robots.txt');
	const colleague = await context.newPage();
	await colleague.goto(form);
	await write(colleague, 'Le prix est de 95 euros.');
	await colleague.locator('#dispute button.primary').click();
	await expect(colleague).toHaveURL(/\?amended/);
	await page.goto(form);
	await expect(explanation(page)).toHaveValue('Le prix est de 90 euros.');
	await page.locator('#dispute button.primary').click();
	await expect(page.locator('#stale')).toContainText('95 euros');
	await expect(explanation(page)).toHaveValue('Le prix est de 90 euros.');
});
