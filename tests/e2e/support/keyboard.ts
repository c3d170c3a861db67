import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has. */
const MOST = 200;

/** Presses Tab until the focus is there, and it can be seen there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let stop = 0; stop < MOST; stop++) {
		if ((await isActive(target)) && (await isStillThere(target))) return expectSeen(target);
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab never comes to ${String(target)}`);
}

const isActive = (target: Locator): Promise<boolean> =>
	target.evaluate((one) => one === document.activeElement);

/** A page that is fetched anew while it is gone through takes the focus with it. */
async function isStillThere(target: Locator): Promise<boolean> {
	await target.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
	return isActive(target);
}

/** A line around it, or around the card it stands in. */
async function expectSeen(target: Locator): Promise<void> {
	const isSeen = await target.evaluate((one) => {
		const around = [one, one.closest('label'), one.nextElementSibling].filter(
			(box) => box !== null
		);
		return around.some((box) => {
			const { outlineStyle, outlineWidth } = getComputedStyle(box);
			return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
		});
	});
	expect(isSeen, `focus is seen on ${String(target)}`).toBe(true);
	// A list that was just drawn anew may still be on its way into the window; what sticks there stays.
	await expect
		.poll(() => isUncovered(target), { message: `nothing covers ${String(target)}` })
		.toBe(true);
}

/** What sticks to the window is not in front of it. */
const isUncovered = (target: Locator): Promise<boolean> =>
	target.evaluate((one) => {
		const { left, top, width, height } = one.getBoundingClientRect();
		const front = document.elementFromPoint(left + width / 2, top + height / 2);
		const label = one.closest('label');
		return (
			front !== null && (one.contains(front) || (label?.contains(front) ?? front.contains(one)))
		);
	});

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press(key);
}

export async function type(page: Page, target: Locator, text: string): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press('Control+a');
	await page.keyboard.type(text);
}

/** One Tab stop for the whole group; arrows go through it. */
export async function choose(page: Page, group: Locator, wanted: Locator): Promise<void> {
	await expect(wanted).toBeVisible();
	const isInside = () => group.evaluate((one) => one.contains(document.activeElement));
	for (let stop = 0; stop < MOST && !(await isInside()); stop++) await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	for (let step = 0; step < 20 && !(await wanted.isChecked()); step++)
		await page.keyboard.press('ArrowDown');
	await expect(wanted).toBeChecked();
}
