import { expect, test, type Locator, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { RULES, violations } from './sound';

/** A phone speaks French with Gantier, a desk English with Norwood. */
const HOUSES = {
	phone: {
		language: 'fr',
		collector: 'claire.morel@gantier.example',
		approver: 'sophie.petit@gantier.example',
		executive: 'marc.delattre@gantier.example',
		domain: 'gantier.example',
		amounts: ['40,00', '15,50']
	},
	desktop: {
		language: 'en',
		collector: 'emma.clarke@norwood.example',
		approver: 'helen.shaw@norwood.example',
		executive: 'oliver.grant@norwood.example',
		domain: 'norwood.example',
		amounts: ['40.00', '15.50']
	}
} as const;
export const house = () => HOUSES[test.info().project.name as keyof typeof HOUSES];

/** What the screen says, in the language of the house. */
export function words(area: string): Record<string, string> {
	const file = path.resolve(
		import.meta.dirname,
		`../../../src/lib/i18n/messages/${house().language}/${area}.json`
	);
	return JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>;
}

export async function signIn(page: Page, email: string): Promise<void> {
	await page.goto('/login');
	await page.locator('#email').fill(email);
	await page.locator('#password').fill('entendu-demo');
	await page.locator('form.card button').click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page).not.toHaveURL(/login/);
}

const WCAG = RULES.filter((rule) => rule.startsWith('wcag'));

/** Nothing sticks out, and a screen reader finds its way. */
export async function expectSound(page: Page): Promise<void> {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
		'width'
	).toBeLessThanOrEqual(0);
	expect(await violations(page, WCAG)).toEqual([]);
}

/** Where a note for the house is written: a line of the case until somebody wants it. */
export async function noteOn(page: Page): Promise<Locator> {
	const note = page.locator('#body-internal');
	if (!(await note.isVisible())) await page.locator('.composer.internal > summary').click();
	await expect(note).toBeVisible();
	return note;
}

/** Opens a case for the first customer with something open and nothing contested. */
export async function logDispute(page: Page, explanation: string): Promise<string> {
	await page.goto('/customers?sort=open');
	const row = page.locator('tbody tr', { has: page.locator('td:last-child .muted') }).first();
	await row.locator('th a').first().click();
	await page.getByRole('link', { name: words('desk').desk_disputes_log }).click();
	await page.locator('input[name=invoice]').first().check();
	await page.locator('input.part').first().fill('many');
	await page.locator('#reasonCode').selectOption('price_unit');
	await page.locator('#explanation').fill(explanation);
	await page.getByRole('button', { name: words('desk').desk_log_send }).click();
	await expect(page.getByRole('alert')).toContainText(words('errors').errors_amount_invalid!);
	await expect(page.locator('#explanation')).toHaveValue(explanation);
	await page.locator('input.part').first().fill(house().amounts[0]);
	await sayWho(page);
	await page.getByRole('button', { name: words('desk').desk_log_send }).click();
	await expect(page).toHaveURL(/\/disputes\/LIT-/);
	return /LIT-\d{4}-\d{6}/.exec(page.url())![0];
}

/** A customer without a contact is among those of the demo: which one is met first depends on the day. */
async function sayWho(page: Page): Promise<void> {
	const name = page.locator('#raisedByName');
	if (await name.isVisible()) await name.fill('Léa Martin');
}

export async function assignTo(page: Page, email: string, question: string): Promise<void> {
	await page.getByText(words('desk').desk_assign_or!).click();
	await page.locator('#resolverEmail').fill(email);
	await page.locator('#resolverName').fill('Léa Martin');
	await page.locator('#question').fill(question);
	await page.getByRole('button', { name: words('desk').desk_assign_send }).click();
	await expect(page.getByRole('status').first()).toContainText(words('desk').desk_done_assign!);
}
