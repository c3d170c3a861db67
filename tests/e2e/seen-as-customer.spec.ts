import { expect, test } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';

test('an officer sees an account as its contact does, and can change nothing', async ({
	page,
	browser
}) => {
	await signIn(page, house().collector);
	await page.goto('/worklist');
	const account = await page.locator('aside h2 a').getAttribute('href');
	await page.goto(account!);
	await page.getByRole('link', { name: words('desk').desk_customer_view! }).click();
	await expect(page).toHaveURL(/\/p\/view~/);
	const seen = page.url();
	await expect(page.getByRole('note')).toBeVisible();
	// Read to its end no row lies behind the bar that pays; what has the focus never does (portal/focus.spec).
	await page.evaluate(() => {
		scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
	});
	await expectSound(page);
	await page.goto(`${seen}/message`);
	await page.locator('main textarea').first().fill('Bonjour');
	await page.locator('main form button.primary').first().click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_view_only!);
	await expect(page.locator('main textarea').first()).toHaveValue('Bonjour');
	expect(
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
	).toBe(0);
	const stranger = await (await browser.newContext()).newPage();
	expect((await stranger.goto(seen))?.status()).toBe(404);
	await page.getByRole('note').getByRole('link').click();
	await expect(page).toHaveURL(new RegExp(`${account}$`));
});
