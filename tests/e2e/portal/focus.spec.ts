import { expect, test, type Page } from '@playwright/test';
import { freeMyInvoices, myAccount } from '../support/portal';

test.beforeAll(freeMyInvoices);

/** Where the focus is, and what lies over it: nothing, or the outside of what covers one of its corners. */
const focused = (page: Page) =>
	page.evaluate(() => {
		const here = document.activeElement!;
		const label = here.closest('label');
		const over = [...here.getClientRects()].flatMap(({ left, right, top, bottom }) =>
			[
				[(left + right) / 2, (top + bottom) / 2],
				[left + 3, top + 3],
				[right - 3, bottom - 3]
			].map(([x, y]) => document.elementFromPoint(x!, y!))
		);
		const isOwn = (one: Element | null) =>
			one && (here.contains(one) || one.contains(here) || label?.contains(one));
		return {
			name: (here.cloneNode() as Element).outerHTML.slice(0, 200),
			isEnd: here === document.body,
			covered: over
				.filter((one) => !isOwn(one))
				.map((one) => one?.outerHTML.slice(0, 120) ?? 'out of sight')
		};
	});

/** Until the focus leaves the page. @returns what was covered while it had the focus, and how many had it */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab') {
	const covered: string[] = [];
	for (let count = 0; count < 300; count++) {
		await page.keyboard.press(key);
		const here = await focused(page);
		if (here.isEnd) return { covered, count };
		for (const by of here.covered) covered.push(`${here.name} under ${by}`);
	}
	throw new Error('the focus never leaves the page');
}

/** Where a walk begins: outside the list. */
const ENDS = { Tab: '.skip-link', 'Shift+Tab': 'footer a[href$=accessibility]' };

const bar = (page: Page) => page.getByRole('group', { name: 'Actions' });

for (const isTicked of [false, true])
	for (const key of ['Tab', 'Shift+Tab'] as const)
		test(`nothing covers what has the focus, by ${key}${isTicked ? ', with an invoice ticked' : ''}`, async ({
			page
		}) => {
			test.slow();
			await page.goto(await myAccount(page));
			if (isTicked) await page.locator('#invoices input[name=invoice]').first().check();
			await expect(bar(page)).toHaveCSS('position', 'sticky');
			await page.locator(ENDS[key]).focus();
			const { covered, count } = await walk(page, key);
			expect(covered).toEqual([]);
			expect(count).toBeGreaterThan(20);
		});

test('in a low window the bar stays in its place', async ({ page }) => {
	await page.setViewportSize({ width: page.viewportSize()!.width, height: 400 });
	await page.goto(await myAccount(page));
	await expect(bar(page)).toHaveCSS('position', 'static');
});
