import { expect, test } from '@playwright/test';

test('a visitor is asked to sign in, and nothing comes from another host', async ({
	page,
	baseURL
}) => {
	const foreign: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(baseURL!) && !request.url().startsWith('data:'))
			foreign.push(request.url());
	});
	await page.goto('/');
	await expect(page).toHaveURL(/\/login/);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.locator('input[type=email]')).toBeVisible();
	await expect(page.locator('input[type=password]')).toBeVisible();
	expect(foreign).toEqual([]);
});

test('a link nobody made opens nothing', async ({ page }) => {
	const answer = await page.goto(`/p/${'x'.repeat(43)}`);
	expect(answer!.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
