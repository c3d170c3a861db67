import { expect, test, type Page } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';
import { ownCases } from './support/own-cases';

/** Of the open cases of the house, those that may be assigned or decided; the others come last. */
const CASES = 6;
const rowsOf = (page: Page) => page.locator('tr[data-case]');

test('the open cases are triaged by keyboard alone', async ({ page }) => {
	test.setTimeout(180_000);
	await signIn(page, house().collector);
	await page.goto('/disputes?view=open&sort=due');
	await ready(page);
	const handled = new Set<string>();
	// The mouse is out of reach: whatever happens from here on is a key.
	for (let nth = 0; nth < CASES; nth++) {
		const reference = await nextUntouched(page, handled);
		handled.add(reference);
		if (nth % 5 === 4) await reject(page, reference);
		else if (nth % 5 === 3) await takeOver(page, reference);
		else await assign(page, reference);
	}
	expect(handled.size).toBe(CASES);
});

/** Down the list with J to the first case that was not handled yet. */
async function nextUntouched(page: Page, handled: ReadonlySet<string>): Promise<string> {
	for (let step = 0; step < 60; step++) {
		await page.keyboard.press('j');
		const reference = await page.evaluate(
			() => document.activeElement?.closest<HTMLElement>('tr[data-case]')?.dataset.case ?? ''
		);
		if (reference && !handled.has(reference)) return reference;
	}
	throw new Error('no case is left in this list');
}

async function assign(page: Page, reference: string): Promise<void> {
	await page.keyboard.press('1');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?do=assign`));
	// Of a case nobody was asked about its reason comes first.
	await expect(page.locator('#assignReason, #userId').first()).toBeFocused();
	if (await page.locator('#assignReason').count()) await page.keyboard.press('Tab');
	await expect(page.locator('#userId')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await tabToButton(page, words('desk').desk_assign_send!);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/done=assign/);
	await backToList(page);
}

async function reject(page: Page, reference: string): Promise<void> {
	await page.keyboard.press('3');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?do=reject`));
	await expect(page.locator('#explanation')).toBeFocused();
	await expect(page.locator('#decide-invalid')).toBeChecked();
	await page.keyboard.type('Le tarif convenu s’applique (j, k, x, 1 ?).');
	await tabToButton(page, words('desk').desk_decide_send!);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/done=decide/);
	await backToList(page);
}

async function takeOver(page: Page, reference: string): Promise<void> {
	await page.keyboard.press('m');
	await expect(page.locator('.banner a', { hasText: reference })).toBeVisible();
	await ready(page);
}

async function tabToButton(page: Page, name: string): Promise<void> {
	const isThere = () =>
		page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, name);
	for (let stop = 0; stop < 20; stop++) {
		if (await isThere()) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab never comes to ${name}`);
}

/** The keys are heard: their button has appeared. */
const ready = (page: Page, on = 'on') =>
	expect(page.locator(`[data-opens-keys]:visible + #keys-sheet[data-on=${on}]`)).toHaveCount(1);

async function backToList(page: Page): Promise<void> {
	await ready(page);
	await page.keyboard.press('g');
	await page.keyboard.press('l');
	await expect(page).toHaveURL(/\/disputes\?view=open&sort=due/);
	await ready(page);
}

test('the keys are told by ?, stay out of fields and of combinations, and are switched off for good', async ({
	page
}) => {
	await signIn(page, house().collector);
	await page.goto('/disputes?view=open');
	await ready(page);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await expectSound(page);
	await page.keyboard.press('Escape');
	await page.keyboard.press('/');
	await expect(page.locator('#q')).toBeFocused();
	await page.keyboard.type('jxm?');
	await expect(page.locator('#q')).toHaveValue('jxm?');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.locator('h1').click();
	await page.keyboard.press('Control+j');
	await expect(page.locator('tr[data-here]')).toHaveCount(0);
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await expect(rowsOf(page).first().locator('input[name=case]')).toBeChecked();
	await page.keyboard.press('?');
	await page.getByRole('button', { name: words('queue').queue_keys_turn_off }).click();
	await ready(page, 'off');
	await page.keyboard.press('j');
	await expect(page.locator('tr[data-here]')).toHaveCount(0);
	await page.getByRole('button', { name: words('queue').queue_keys }).click();
	await page.getByRole('button', { name: words('queue').queue_keys_turn_on }).click();
	await ready(page);
	await page.keyboard.press('j');
	await expect(page.locator('tr[data-here]')).toHaveCount(1);
});

test('a search is saved as a view, chosen and deleted; a chip takes its filter away', async ({
	page
}) => {
	await signIn(page, house().collector);
	await page.goto('/disputes?view=open&amountFrom=10&owner=nobody');
	await expectSound(page);
	const name = `Big ${Date.now()}`;
	await page.locator('summary', { hasText: words('queue').queue_save }).click();
	await page.locator('#view-name').fill(name);
	await page.getByRole('button', { name: words('queue').queue_save_send, exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText(words('queue').queue_done_saveView!);
	await expect(page.locator('nav a[aria-current=page]', { hasText: name })).toBeVisible();
	await page.locator('.chips a').first().click();
	await expect(page).not.toHaveURL(/owner=nobody.*amountFrom/);
	await page.getByRole('link', { name, exact: true }).click();
	await expect(page).toHaveURL(/amountFrom=10/);
	await page.locator('summary', { hasText: words('queue').queue_manage }).click();
	await page
		.locator('form', { has: page.locator(`input[value="${name}"]`) })
		.getByRole('button', { name: words('queue').queue_delete })
		.click();
	await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
});

test('a wrong reason is put right in triage, on its page and for many; two cases are led together', async ({
	page
}) => {
	test.setTimeout(120_000);
	await signIn(page, house().collector);
	const cases = await ownCases(page, 'Motif À Corriger', 3);
	await page.goto(`/disputes/${cases[0]}`);
	await ready(page);
	await page.keyboard.press('1');
	await expect(page.locator('#assignReason')).toBeFocused();
	await page.locator('#assignReason').selectOption('goods_damaged');
	await page.locator('#userId').selectOption({ index: 1 });
	await page.getByRole('button', { name: words('desk').desk_assign_send, exact: true }).click();
	await expect(page).toHaveURL(/done=assign/);
	await expect(page.locator('h1')).toHaveText(damaged());

	await page.goto(`/disputes/${cases[1]}`);
	await page.locator('summary', { hasText: words('queue').queue_reason_change }).click();
	await page.locator('#reasonNote').fill('Il parle d’un défaut.');
	await page.getByRole('button', { name: words('queue').queue_reason_send, exact: true }).click();
	await expect(page.locator('#reasonCode')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('#reasonNote')).toHaveValue('Il parle d’un défaut.');
	await page.locator('#reasonCode').selectOption('goods_damaged');
	await page.getByRole('button', { name: words('queue').queue_reason_send, exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_reason!);
	await expect(page.locator('h1')).toHaveText(damaged());
	await expectSound(page);

	await page.goto(`/disputes?view=open&q=${encodeURIComponent('Motif À Corriger')}`);
	await tick(page, cases);
	await page.locator('#bulk-reason').selectOption('goods_damaged');
	await page
		.locator('#bulk')
		.getByRole('button', { name: words('queue').queue_reason_change, exact: true })
		.click();
	await expect(page.locator('.banner')).toContainText(words('queue').queue_many_reason_one!);
	await expect(page.locator('.banner')).toContainText(words('errors').errors_reason_same!);
	await tick(page, cases);
	await page.getByRole('button', { name: words('queue').queue_merge_pair }).click();
	await expect(page.locator('#bulk-problem')).toHaveText(words('errors').errors_merge_pick_two!);
	await rowsOf(page).last().locator('input[name=case]').uncheck();
	await page.getByRole('button', { name: words('queue').queue_merge_pair }).click();
	await expect(page).toHaveURL(/\/disputes\/LIT-[\d-]+\/merge\?from=LIT-/);
});

const damaged = (): string =>
	house().language === 'fr'
		? 'Le produit ou le service a un défaut'
		: 'The product or service is faulty';

/** Ticks them, and opens what can be done with them. */
async function tick(page: Page, cases: readonly string[]): Promise<void> {
	for (const reference of cases)
		await page.locator(`tr[data-case="${reference}"] input[name=case]`).check();
	await expect(page.locator('#bulk').getByRole('status')).toContainText(String(cases.length));
	const more = page.locator('#bulk summary', { hasText: words('queue').queue_bulk_more });
	if (!(await page.locator('#bulk-who').isVisible())) await more.click();
}

test('a case is put off by a key and for many; what is written is sent by Ctrl+Enter; one is closed and the next is there', async ({
	page
}) => {
	test.setTimeout(120_000);
	await signIn(page, house().collector);
	const cases = await ownCases(page, 'Reporter Au Clavier', 3);
	await page.goto(`/disputes?view=open&q=${encodeURIComponent('Reporter Au Clavier')}`);
	await ready(page);
	const listed = await rowsOf(page).evaluateAll((rows) =>
		rows.map((row) => (row as HTMLElement).dataset.case ?? '')
	);
	expect([...listed].sort()).toEqual([...cases].sort());
	await page.keyboard.press('j');
	await page.keyboard.press('h');
	await expect(page.locator('#until-case')).toBeFocused();
	await page.getByRole('button', { name: words('worklist').worklist_postpone_tomorrow }).click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_postpone!);

	await ready(page);
	await page.keyboard.press('n');
	await expect(page.locator('#body-internal')).toBeFocused();
	await page.keyboard.type('Rappeler le dépôt.');
	await page.keyboard.press('Control+Enter');
	await expect(page).toHaveURL(/done=post/);
	await expect(page.locator('.thread')).toContainText('Rappeler le dépôt.');
	await ready(page);
	await page.keyboard.press('r');
	await expect(page.locator('#body-customer')).toBeFocused();
	await page.locator('h1').click();
	await page.keyboard.press(']');
	await expect(page).toHaveURL(new RegExp(listed[1]!));
	await ready(page);
	await page.keyboard.press('[');
	await expect(page).toHaveURL(new RegExp(listed[0]!));
	await ready(page);
	await page.keyboard.press('e');
	await expect(page.locator('#to')).toBeFocused();
	await page.locator('#close-note').fill('Retiré par téléphone.');
	await page.getByRole('button', { name: words('desk').desk_close_send, exact: true }).click();
	await expect(page).toHaveURL(new RegExp(`/disputes/${listed[1]}$`));

	await page.goto(`/disputes?view=open&q=${encodeURIComponent('Reporter Au Clavier')}`);
	await tick(page, listed.slice(1));
	await page
		.locator('#bulk')
		.getByRole('button', { name: words('worklist').worklist_postpone, exact: true })
		.click();
	await expect(page.locator('.banner')).toContainText(
		words('queue').queue_many_postpone_many!.replace('{count}', '2')
	);
	const said = words('queue').queue_postponed!.split('{')[0]!.trim();
	await expect(rowsOf(page).filter({ hasText: said })).toHaveCount(2);
	await expectSound(page);
});

test('ticked cases are worked on by a key, and offered to be put together only where all are of one customer', async ({
	page
}) => {
	test.setTimeout(120_000);
	await signIn(page, house().collector);
	const cases = await ownCases(page, 'Cochés Ensemble Un', 2);
	const [foreign] = await ownCases(page, 'Cochés Ensemble Deux', 1);
	await page.goto(`/disputes?view=open&q=${encodeURIComponent('Cochés Ensemble')}`);
	await ready(page);
	await tick(page, cases);
	const merge = page.getByRole('button', { name: words('queue').queue_merge_pair });
	const third = page.locator(`tr[data-case="${foreign}"] input[name=case]`);
	await expect(merge).toBeVisible();
	await third.check();
	await expect(merge).toBeHidden();
	await third.uncheck();
	await expect(merge).toBeVisible();

	// A and H lead to what is done to all of them, and leave the list where it is.
	for (const [key, field] of [
		['a', '#bulk-who'],
		['h', '#bulk-until']
	] as const) {
		await page.locator('h1').click();
		await page.keyboard.press(key);
		await expect(page.locator(field)).toBeFocused();
		await expect(page).toHaveURL(/\/disputes\?view=open/);
	}
	// With nothing ticked the same key is about the row it is pressed on.
	await page.locator('h1').click();
	for (const reference of cases)
		await page.locator(`tr[data-case="${reference}"] input[name=case]`).uncheck();
	await page.locator('h1').click();
	await page.keyboard.press('j');
	await page.keyboard.press('h');
	await expect(page).toHaveURL(/\/disputes\/LIT-[\d-]+\?do=postpone/);
	await expect(page.locator('#until-case')).toBeFocused();
});
