import { expect, test } from '@playwright/test';
import { expectSound, house, signIn, words } from './support/desk';

test('what to do next is read, put off and taken back', async ({ page }) => {
	const said = words('worklist');
	await signIn(page, house().collector);
	await page.goto('/worklist');
	await expectSound(page);
	const rows = page.locator('.rows > li');
	const before = await rows.count();
	expect(before).toBeGreaterThan(0);
	const first = rows.first();
	const who = await first.locator('strong').first().innerText();
	await first.locator('summary').click();
	await first.getByLabel(said.worklist_postpone_why!).fill('Attend le bon de livraison.');
	await expectSound(page);
	await first.getByRole('button', { name: said.worklist_postpone_tomorrow }).click();
	await expect(page.getByRole('status').first()).toContainText(said.worklist_done_postpone!);
	await page.locator('.put-off > summary').click();
	const away = page.locator('.put-off li').first();
	await expect(away).toContainText(who);
	await expect(away).toContainText('Attend le bon de livraison.');
	await expectSound(page);
	await away.getByRole('button').click();
	await expect(page.getByRole('status').first()).toContainText(said.worklist_done_resume!);
	await expect(page.locator('.put-off')).toHaveCount(0);
});

test('each row leads where its next step is taken', async ({ page }) => {
	await signIn(page, house().collector);
	await page.goto('/worklist');
	const step = page.locator('.rows > li > a.button').first();
	const href = await step.getAttribute('href');
	await step.click();
	await expect(page).toHaveURL(new RegExp(href!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('where there is room the account of a row stands beside the list', async ({ page }) => {
	const said = words('worklist');
	await signIn(page, house().collector);
	await page.setViewportSize({ width: 1400, height: 900 });
	await page.goto('/worklist');
	const beside = page.locator('aside[aria-labelledby=about-title]');
	await expect(beside).toBeVisible();
	const other = page
		.getByRole('link', { name: said.worklist_about! })
		.and(page.locator(':not([aria-current])'))
		.first();
	const named = await other.locator('.visually-hidden').innerText();
	const who = named.replace(/^[\s–]+/, '');
	await other.click();
	await expect(beside.getByRole('heading', { level: 2 })).toHaveText(who);
	await expect(page).toHaveURL(/about=/);
	await expectSound(page);
	await page.setViewportSize({ width: 390, height: 844 });
	await expect(beside).toBeHidden();
});
