import { expect, test, type Page } from '@playwright/test';
import { house, signIn, words } from './support/desk';
import { ownCases } from './support/own-cases';

const CASES = 20;
/** Keys of a case, words apart: to it, what is done, and back. */
const MOST_KEYS = 16;
const rowsOf = (page: Page) => page.locator('tr[data-case]');

/** The keys are heard: their button has appeared. */
const ready = (page: Page) =>
	expect(page.locator('[data-opens-keys]:visible + #keys-sheet[data-on=on]')).toHaveCount(1);

/** All there is: no mouse, no address. */
function handsOn(page: Page) {
	let pressed = 0;
	const press = async (...keys: string[]): Promise<void> => {
		for (const key of keys) {
			pressed++;
			await page.keyboard.press(key);
		}
	};
	return { page, press, pressed: () => pressed };
}
type Hands = ReturnType<typeof handsOn>;

const caseOfFocus = (page: Page): Promise<string> =>
	page.evaluate(
		() => document.activeElement?.closest<HTMLElement>('tr[data-case]')?.dataset.case ?? ''
	);

async function tabToButton({ page, press }: Hands, name: string): Promise<void> {
	const isThere = () =>
		page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, name);
	for (let stop = 0; stop < 20 && !(await isThere()); stop++) await press('Tab');
	expect(await isThere(), `Tab comes to ${name}`).toBe(true);
}

async function assign(hands: Hands, reference: string): Promise<void> {
	const { page, press } = hands;
	await press('1');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?do=assign`));
	// It is qualified first: here its reason is right.
	await expect(page.locator('#assignReason')).toBeFocused();
	await press('Tab');
	await expect(page.locator('#userId')).toBeFocused();
	await press('ArrowDown');
	await tabToButton(hands, words('desk').desk_assign_send!);
	await press('Enter');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?done=assign`));
	await ready(page);
}

async function reject(hands: Hands, reference: string): Promise<void> {
	const { page, press } = hands;
	await press('3');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?do=reject`));
	await expect(page.locator('#explanation')).toBeFocused();
	await page.keyboard.type('Le tarif convenu s’applique (j, k, m, 1 ?).');
	// Whoever raised these cases left no address.
	await tabToButton(hands, words('talk').talk_decide_unsent!);
	await press('Enter');
	await expect(page).toHaveURL(new RegExp(`${reference}\\?done=decide`));
	await ready(page);
}

async function takeOver({ page, press }: Hands, reference: string): Promise<void> {
	await press('m');
	await expect(page.locator('.banner a', { hasText: reference })).toBeVisible();
	await ready(page);
}

async function backToList({ page, press }: Hands): Promise<void> {
	await press('g', 'l');
	await expect(page).toHaveURL(/\/disputes\?.*view=triage/);
	await ready(page);
}

async function openCase(page: Page): Promise<string> {
	await expect(page).toHaveURL(/\/disputes\/LIT-/);
	await ready(page);
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

/** The next one of the list, wherever the last one left us. */
async function nextInList({ page, press }: Hands, handled: ReadonlySet<string>): Promise<string> {
	await press('j');
	const reference = await caseOfFocus(page);
	expect(reference).toMatch(/^LIT-/);
	expect([...handled], 'the place in the list is kept').not.toContain(reference);
	return reference;
}

test('twenty cases are triaged by keyboard alone: ten from the list, ten from one case to the next', async ({
	page
}) => {
	test.setTimeout(300_000);
	await signIn(page, house().collector);
	const cases = await ownCases(page, 'Tri Au Clavier', CASES);
	await page.goto('/disputes?view=triage');
	await ready(page);
	const hands = handsOn(page);
	await hands.press('/');
	await page.keyboard.type('Tri Au Clavier');
	await hands.press('Enter');
	await expect(page).toHaveURL(/q=Tri/);
	await ready(page);
	await expect(rowsOf(page)).toHaveCount(CASES);

	const handled = new Set<string>();
	for (let nth = 0; nth < CASES / 2; nth++) {
		const reference = await nextInList(hands, handled);
		handled.add(reference);
		if (nth % 5 === 3) await takeOver(hands, reference);
		else {
			await (nth % 5 === 4 ? reject : assign)(hands, reference);
			await backToList(hands);
		}
		await expect(page.locator(`tr[data-case="${reference}"]`)).toHaveCount(0);
	}

	// The rest without the list between: beyond the last case it is there again.
	await hands.press('j', 'Enter');
	for (let nth = CASES / 2; nth < CASES; nth++) {
		const reference = await openCase(page);
		expect(handled).not.toContain(reference);
		handled.add(reference);
		await (nth % 5 === 4 ? reject : assign)(hands, reference);
		await hands.press('j');
		await expect(page).not.toHaveURL(new RegExp(reference));
	}
	await expect(page).toHaveURL(/view=triage/);
	await expect(rowsOf(page)).toHaveCount(0);
	expect([...handled].sort()).toEqual([...cases].sort());
	expect(hands.pressed() / CASES, 'keys a case').toBeLessThan(MOST_KEYS);
});
