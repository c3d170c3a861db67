import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { demoWorld, type DemoWorld } from '../support/demo-world';
import { underTheWorker } from '../support/offline';
import { faultsOn, type Screen } from '../support/sound';
import * as states from '../support/states';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

/** Every two of language, width and scheme meet. */
const SCREENS: Record<'fr' | 'en', Screen[]> = {
	fr: [
		{ colorScheme: 'light', width: 320 },
		{ colorScheme: 'dark', width: 1280 }
	],
	en: [
		{ colorScheme: 'dark', width: 320 },
		{ colorScheme: 'light', width: 1280 }
	]
};

let world: DemoWorld;
let page: Page;
test.beforeAll(async ({ browser }) => {
	world = await demoWorld(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), DATA);
	page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
});
test.afterAll(() => page?.context().close());

const account = () => `/p/${world.ours.portalToken}`;

/** @returns what the server answered */
async function open(address: string, language: string): Promise<number> {
	const asked = new URL(address, test.info().project.use.baseURL);
	asked.searchParams.set('lang', language);
	const answer = await page.goto(asked.href);
	await expect(page.locator('html')).toHaveAttribute('lang', language);
	return answer!.status();
}

/** What is wrong stands above the form and beside its field. */
async function isRefused(): Promise<void> {
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.locator('main .field-error').filter({ visible: true }).first()).toBeVisible();
}

const send = (form: string) => page.locator(`${form} button.primary`).first().click();
const heading = () => page.getByRole('heading', { level: 1 });

/** As the worker says it: what waits on this device. */
const hear = (news: object) =>
	page.evaluate((data) => {
		navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }));
	}, news);

const kept = (change: object) => ({
	...{ key: crypto.randomUUID(), state: 'waiting', problem: '', failed: '', attempts: 2, files: 2 },
	...{ keptAt: 1_700_000_000_000, triedAt: 1_700_000_000_000, leavesBy: 1_700_400_000_000 },
	...{ about: 'Contester la facture F-2026-0117', faults: [], fix: '/p/x' },
	...change
});
const FAULT = { file: 'one', name: 'bon-de-livraison-signé-par-le-client.pdf', words: '' };

/** How each state is come to, with the sentence that only it says. */
const STATES: Record<string, (language: string) => Promise<void>> = {
	'a link that has expired': async (language) => {
		const link = await states.linkLike(world.ours.portalToken, { expires_at: '2020-01-01' });
		expect(await open(link, language)).toBe(410);
		await expect(page.locator('form input[name=token]')).toHaveCount(1);
	},
	'a link that was replaced, and a new one asked for': async (language) => {
		const link = await states.linkLike(world.ours.portalToken, { revoked_at: '2020-01-01' });
		expect(await open(`${link}?renewed`, language)).toBe(410);
		await expect(page.getByRole('status')).toBeVisible();
	},
	'a link of somebody who left': async (language) => {
		const gone = { revoked_at: '2020-01-01', contact_id: null };
		expect(await open(await states.linkLike(world.ours.portalToken, gone), language)).toBe(410);
		await expect(page.locator('main form')).toHaveCount(0);
	},
	'the end of the mails of a case': async (language) => {
		expect(await open(await states.stopPage(false), language)).toBe(200);
		await expect(page.locator('main form button')).toBeVisible();
	},
	'the mails of a case, ended': async (language) => {
		expect(await open(await states.stopPage(true), language)).toBe(200);
		await expect(page.getByRole('status')).toBeVisible();
		await expect(page.locator('main form button')).toHaveCount(0);
	},
	'a new link asked for without an address': async (language) => {
		await open('/p/renew', language);
		await send('form');
		await expect(page.locator('.field-error')).toBeVisible();
	},
	'a new link on its way': async (language) => {
		await open('/p/renew?sent', language);
		await expect(page.getByRole('status')).toBeVisible();
	},
	'the link given up by whoever it is not for': async (language) => {
		await open(`${account()}/link`, language);
		await expect(page.locator('form button').last()).toBeVisible();
	},
	'something nobody has': async (language) => {
		expect(await open(`${account()}/invoices/${crypto.randomUUID()}`, language)).toBe(404);
	},
	'an account without invoices': async (language) => {
		await open(await states.emptyAccount(world.ours.portalToken), language);
		await expect(heading()).toBeVisible();
		await expect(page.locator('main a[href*="/invoices/"]')).toHaveCount(0);
	},
	'a paid invoice': async (language) => {
		await open(await states.paidInvoice(), language);
		await expect(page.locator('main a[href*="/disputes/new"].primary')).toHaveCount(0);
	},
	'a refused form of a new dispute': async (language) => {
		await open(`${account()}/disputes/new`, language);
		await send('#dispute');
		await isRefused();
	},
	'a dispute kept on the device, its files on their way and one lost': async (language) => {
		await open(`${account()}/disputes/new`, language);
		await underTheWorker(page);
		await page.locator('input[name=invoice]').first().check();
		await page.locator('input[name=reason][value=price_unit]').check();
		const key = await page.locator('#dispute input[name=key]').inputValue();
		await page.context().setOffline(true);
		await send('#dispute');
		await expect(page.locator('#kept')).toBeVisible();
		await hear({ type: 'progress', key, name: 'scan.pdf', sent: 3, total: 10 });
		await expect(page.locator('#kept progress')).toBeVisible();
		await hear({ type: 'outbox', items: [kept({ key, faults: [FAULT] })] });
		await expect(page.locator('#kept .field-error')).toBeVisible();
	},
	'a refused message': async (language) => {
		await open(`${account()}/message`, language);
		await page.locator('main form button').last().click();
		await expect(page.getByRole('alert').first()).toBeVisible();
	},
	'a case that waits for an answer of the customer': async (language) => {
		await open(await states.askedCase(), language);
		await expect(page.locator('.needed textarea[name=body]')).toBeVisible();
	},
	'an empty answer to what was asked': async (language) => {
		await open(await states.askedCase(), language);
		await send('.needed form');
		await expect(page.getByRole('alert').first()).toBeVisible();
	},
	'a case with an offer': async (language) => {
		await open(await states.offeredCase(), language);
		await expect(page.locator('.needed a[href$="/proposal"]')).toBeVisible();
	},
	'an offer accepted without a name': async (language) => {
		await open(`${await states.offeredCase()}/proposal`, language);
		await page.locator('button[value=accepted]').click();
		await isRefused();
	},
	'an offer that was accepted': async (language) => {
		await open(`${await states.agreedCase()}/proposal`, language);
		await expect(page.locator('#words')).toBeVisible();
	},
	'a decided case': async (language) => {
		await open(await states.decidedCase(), language);
		await expect(page.locator('.decision')).toBeVisible();
	},
	'a closed case that asks how it went': async (language) => {
		await open(await states.finishedCase(), language);
		await expect(page.locator('a[href$="/satisfaction"]')).toBeVisible();
	},
	'two questions left open': async (language) => {
		await open(`${await states.finishedCase()}/satisfaction`, language);
		await send('main form');
		await isRefused();
	},
	'two questions answered': async (language) => {
		await open(`${await states.judgedCase()}/satisfaction`, language);
		await expect(page.locator('main form')).toHaveCount(0);
	},
	'notifications the browser has blocked': async (language) => {
		await page.addInitScript(() =>
			Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
		);
		await open(`${account()}/notifications`, language);
		await expect(page.locator('[data-state=denied]')).toBeVisible();
	}
};

for (const language of ['fr', 'en'] as const)
	for (const [name, comeTo] of Object.entries(STATES))
		test(`${name} is sound in ${language} on a small screen and a large one`, async () => {
			await page.setViewportSize({ width: 390, height: 844 });
			try {
				await comeTo(language);
				for (const screen of SCREENS[language]) expect(await faultsOn(page, screen)).toEqual([]);
			} finally {
				await page.context().setOffline(false);
			}
		});
