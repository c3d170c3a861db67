import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { oneMore } from '../support/contestable';
import { demoWorld, type DemoWorld } from '../support/demo-world';
import { largeAccount } from '../support/large-account';
import { cutOff, keepOn, underTheWorker, waitingOn } from '../support/offline';
import { openIn } from '../support/open-in';
import { PEOPLE } from '../support/portal';
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
const open = async (address: string, language: string): Promise<number> =>
	(await openIn(page, language, address)).status();

/** Back on the network: what waited does not show its case in the place of the next state. */
async function hasLeft(key: string): Promise<void> {
	await page.context().setOffline(false);
	await page.goto(account()).catch(() => {});
	// Refused, it stays, and goes nowhere by itself.
	const underWay = async () =>
		(await waitingOn(page)).filter((item) => item.key === key && item.state !== 'correct');
	await expect.poll(() => underWay().catch(() => null), { timeout: 20_000 }).toEqual([]);
	// What left takes its page to the case a moment later: the next state has a page of its own.
	const left = page;
	page = await left.context().newPage();
	await left.close();
}

/** What is wrong stands above the form and beside its field. */
async function isRefused(): Promise<void> {
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.locator('main .field-error').filter({ visible: true }).first()).toBeVisible();
}

const send = (form: string) => page.locator(`${form} button.primary`).first().click();
const heading = () => page.getByRole('heading', { level: 1 });

/** About an invoice nobody has done anything with. */
async function invoiceOn(which: 'pay' | 'promise'): Promise<string> {
	const { token, invoice } = await oneMore(PEOPLE.phone.language);
	return `/p/${token}/${which}?invoice=${invoice}`;
}

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

/** On the device as the worker keeps it, while another page of this browser holds back whatever would leave. */
async function keepEveryState(address: string): Promise<() => Promise<void>> {
	const holder = await page.context().newPage();
	await holder.goto('/robots.txt');
	await holder.evaluate(
		() =>
			new Promise<void>((held) => {
				void navigator.locks.request('outbox', () => (held(), new Promise(() => {})));
			})
	);
	await forgetAll(holder);
	const mark = (await page.locator('.portal').getAttribute('data-mark'))!;
	const own = { url: `${address}/message`, mark, title: 'Contester la facture F-2026-0117 – x' };
	for (const [key, item] of Object.entries({
		unsent: { state: 'waiting', attempts: 0 },
		network: { state: 'waiting', failed: 'network' },
		server: { state: 'waiting', failed: 'server' },
		limit: { state: 'waiting', failed: 'limit', problem: 'Dix messages par jour.' },
		leaving: { state: 'sending' },
		refused: { state: 'correct', problem: 'Indiquez un montant' },
		ended: { state: 'correct', failed: 'link', url: `/p/${'y'.repeat(43)}/message` },
		faulty: { state: 'correct', fault: 'Ce fichier est vide.' }
	}))
		await keepOn(holder, { key, ...own, ...item });
	for (const key of ['theirs', 'theirs too'])
		await keepOn(holder, { ...own, key, url: `/p/${'z'.repeat(43)}/message`, mark: 'others' });
	return async () => {
		await forgetAll(holder);
		await holder.close();
	};
}

const forgetAll = (holder: Page) =>
	holder.evaluate(
		() =>
			new Promise<void>((done, fail) => {
				const asked = indexedDB.deleteDatabase('entendu');
				asked.onsuccess = () => done();
				asked.onerror = () => fail(new Error('it stays'));
			})
	);

/** How each state is come to, with the sentence that only it says. */
const STATES: Record<string, (language: string) => Promise<void | (() => Promise<void>)>> = {
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
	'an account in which nothing is found': async (language) => {
		const { email } = PEOPLE.phone;
		await open(`${await largeAccount({ language: 'fr', email })}?q=zzzzzz`, language);
		await expect(page.locator('#q')).toHaveValue('zzzzzz');
		await expect(page.locator('#invoices > p.card')).toContainText('zzzzzz');
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
	'a refused change of a dispute': async (language) => {
		await open(`${await states.freshCase()}/amend`, language);
		await page.locator('input[name=reason][value=other]').check();
		await page.locator('textarea[name=explanation]').fill('');
		await send('#dispute');
		await isRefused();
	},
	'a dispute kept on the device, its files on their way and one lost': async (language) => {
		await open(`${account()}/disputes/new`, language);
		await underTheWorker(page);
		await page.locator('input[name=invoice]').first().check();
		await page.locator('input[name=reason][value=price_unit]').check();
		await cutOff(page);
		await send('#dispute');
		await expect(page.locator('#kept')).toBeVisible();
		const waiting = await waitingOn(page);
		const { key } = waiting.sort((a, b) => (b.keptAt ?? 0) - (a.keptAt ?? 0))[0]!;
		await hear({ type: 'progress', key, name: 'scan.pdf', sent: 3, total: 10 });
		await expect(page.locator('#kept progress')).toBeVisible();
		await hear({ type: 'outbox', items: [kept({ key, faults: [FAULT] })] });
		await expect(page.locator('#kept .field-error')).toBeVisible();
		return () => hasLeft(key);
	},
	'a refused message': async (language) => {
		await open(`${account()}/message`, language);
		await page.locator('main form button').last().click();
		await expect(page.getByRole('alert').first()).toBeVisible();
	},
	'a sent message': async (language) => {
		await open(`${account()}/message?sent=question`, language);
		await expect(heading()).toHaveText(language === 'fr' ? 'Message envoyé' : 'Message sent');
		await expect(page.locator('main textarea')).toHaveCount(0);
	},
	'a refused promise': async (language) => {
		await open(await invoiceOn('promise'), language);
		await page.locator('#promise input[name=amount]').fill('x');
		await send('#promise');
		await isRefused();
	},
	'"I have paid", refused': async (language) => {
		await open(await invoiceOn('pay'), language);
		const paid = page.locator('details.paid').first();
		// Where nothing else can be done there it is open by itself: pressed, it would close.
		if ((await paid.getAttribute('open')) === null) await paid.locator('> summary').click();
		await paid.locator('input[name=amount]').fill('x');
		await send('form[id^=paid]');
		await isRefused();
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
	'a colleague who cannot be added': async (language) => {
		await open(await states.freshCase(), language);
		await page.locator('#followers details > summary.button').click();
		await page.locator('#follow #name').fill('Eve');
		await page.locator('#follow #email').fill('eve@gmail.com');
		await send('#follow');
		await isRefused();
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
	'what waits on the device, in every state': async (language) => {
		await open(`${account()}/outbox?full`, language);
		await underTheWorker(page);
		const letGo = await keepEveryState(account());
		await page.reload();
		await expect(page.locator('#items > li')).toHaveCount(8);
		await hear({ type: 'progress', key: 'leaving', name: 'scan.pdf', sent: 3, total: 10 });
		await hear({ type: 'sent', key: 'gone', location: '/p/x', about: 'Un message' });
		for (const shown of ['#items progress', '#items .parts .field-error', '#items a.fix'])
			await expect(page.locator(shown).filter({ visible: true }).first()).toBeVisible();
		await expect(page.locator('#gone > li')).toHaveCount(1);
		await expect(page.locator('#others-count')).toContainText('2');
		await expect(page.locator('#full')).toBeVisible();
		return letGo;
	},
	'nothing that waits on the device': async (language) => {
		await open(`${account()}/outbox`, language);
		await underTheWorker(page);
		await (
			await keepEveryState(account())
		)();
		await page.reload();
		await expect(page.locator('#none')).toBeVisible();
		await expect(page.locator('#items > li')).toHaveCount(0);
	},
	'a device that is looked through': async (language) => {
		// As before the worker of a first visit says anything.
		await page.addInitScript(() => {
			const never = new Promise<never>(() => {});
			if (location.search.includes('looking'))
				Object.defineProperty(navigator, 'serviceWorker', {
					value: { ready: never, register: () => never, addEventListener: () => {} }
				});
		});
		await open(`${account()}/outbox?looking`, language);
		await expect(page.locator('#looking')).toBeVisible();
	},
	'a browser that keeps nothing, and what it kept before': async (language) => {
		await page.addInitScript(() => {
			if (location.search.includes('refusing'))
				navigator.serviceWorker.register = () => Promise.reject(new Error('refused'));
		});
		await open(`${account()}/outbox`, language);
		const letGo = await keepEveryState(account());
		await open(`${account()}/outbox?refusing`, language);
		await expect(page.locator('#refused')).toBeVisible();
		await expect(page.locator('#stuck')).toBeVisible();
		await expect(page.locator('#items > li')).toHaveCount(8);
		return letGo;
	},
	'a resolver who said nothing': async (language) => {
		await open(await states.askedResolver(), language);
		await send('section[aria-labelledby=ask-title] form');
		await isRefused();
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
			let letGo: (() => Promise<void>) | void = undefined;
			try {
				letGo = await comeTo(language);
				for (const screen of SCREENS[language]) expect(await faultsOn(page, screen)).toEqual([]);
			} finally {
				await letGo?.();
				await page.context().setOffline(false);
			}
		});

for (const language of ['fr', 'en'] as const)
	test(`without a network, what is said in every language is sound in ${language} too`, async () => {
		await page.goto('/offline');
		const said = page.locator(`[data-spoken=${language}] h1`);
		await expect(said).toHaveText(language === 'fr' ? 'Vous êtes hors ligne' : 'You are offline');
		for (const screen of SCREENS[language]) expect(await faultsOn(page, screen)).toEqual([]);
	});
