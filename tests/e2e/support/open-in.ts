import { expect, type Page, type Response } from '@playwright/test';

/**
 * Opens it in this language, which is asked for where it is not spoken already: whoever asks has everything that
 * is kept on the device fetched anew, and a look at many pages would spend its time with that.
 * @returns the answer whose page is shown
 */
export async function openIn(page: Page, language: string, address: string): Promise<Response> {
	const answer = await page.goto(address);
	const isSpoken = (await page.locator('html').getAttribute('lang')) === language;
	if (isSpoken) return answer!;
	const asked = new URL(page.url());
	asked.searchParams.set('lang', language);
	const again = await page.goto(asked.href);
	await expect(page.locator('html')).toHaveAttribute('lang', language);
	return again!;
}
