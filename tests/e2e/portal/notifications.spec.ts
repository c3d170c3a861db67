import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import {
	deviceAt,
	startPushService,
	type PushedDevice,
	type PushService
} from '../../support/push';
import { WHOLE_BROWSER } from '../playwright.config';
import { cutOff, keptOf, underTheWorker } from '../support/offline';
import { me, myAccount } from '../support/portal';

test.use({ launchOptions: WHOLE_BROWSER });

const SAID = {
	fr: {
		turnOn: 'Activer les notifications',
		on: 'Les notifications sont activées sur cet appareil.',
		turnOff: 'Ne plus m’avertir sur cet appareil',
		off: 'Cet appareil n’affiche plus de notification.',
		all: 'Ne plus m’avertir sur aucun appareil',
		none: 'Plus aucun appareil n’affiche de notification.',
		denied: 'Les notifications de ce site sont bloquées dans votre navigateur.',
		failed: 'Votre navigateur n’a pas pu joindre son service de notifications.',
		again: 'Réessayer',
		unsupported: 'Ce navigateur ne peut pas afficher nos notifications.',
		offline: 'Vous êtes hors connexion.',
		noScripts: 'Votre navigateur n’exécute pas JavaScript'
	},
	en: {
		turnOn: 'Turn on notifications',
		on: 'Notifications are on for this device.',
		turnOff: 'Turn off on this device',
		off: 'This device shows no more notifications.',
		all: 'Turn off on all devices',
		none: 'No device shows notifications any more.',
		denied: 'Notifications of this site are blocked in your browser.',
		failed: 'Your browser could not reach its notification service.',
		again: 'Try again',
		unsupported: 'This browser cannot show our notifications.',
		offline: 'You are offline.',
		noScripts: 'Your browser does not run JavaScript'
	}
};
const said = () => SAID[me().language];

let service: PushService;
test.beforeAll(async () => {
	service = await startPushService();
});
test.afterAll(() => service.close());

/** Nobody's push service answers here: the browser is given the address and the keys of a device of ours. */
async function giveAddress(context: BrowserContext): Promise<PushedDevice> {
	const device = deviceAt(`${service.url}/send/${crypto.randomUUID()}`);
	await context.addInitScript(({ endpoint, p256dh, auth }) => {
		const asked = {
			endpoint,
			toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
			unsubscribe: async () => (localStorage.removeItem('asked'), true)
		};
		const own = PushManager.prototype as unknown as Record<string, unknown>;
		own.subscribe = async () => (localStorage.setItem('asked', '1'), asked);
		own.getSubscription = async () => (localStorage.asked ? asked : null);
	}, device);
	return device;
}

async function openPage(page: Page): Promise<string> {
	const account = await myAccount(page);
	await page.goto(`${account}/notifications`);
	return account;
}

/** As the browser does when its push service has something. */
async function pushed(page: Page, data: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const found = new Promise<string>((done) =>
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			if (registrations[0]) done(registrations[0].registrationId);
		})
	);
	await session.send('ServiceWorker.enable');
	const registrationId = await found;
	const { origin } = new URL(page.url());
	await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
	await session.detach();
}

const shown = (page: Page) =>
	page.evaluate(async () =>
		(await (await navigator.serviceWorker.ready).getNotifications()).map(
			({ title, body, tag }) => `${title} | ${body} | ${tag}`
		)
	);

test('turned on by a press, shown without opening anything, turned off again', async ({
	page,
	context
}) => {
	await giveAddress(context);
	await context.grantPermissions(['notifications']);
	const account = await openPage(page);
	await underTheWorker(page);
	await page.getByRole('button', { name: said().turnOn }).click();
	await expect(page.getByText(said().on)).toBeVisible();
	await page.reload();
	await expect(page.getByText(said().on)).toBeVisible();

	const mark = await page.locator('.portal').getAttribute('data-mark');
	const news = {
		...{ title: 'Gantier SA', body: 'LIT-2026-000001', tag: 'one', lang: 'fr' },
		...{ path: `${account}/disputes/LIT-2026-000001`, mark }
	};
	for (const odd of [
		'',
		'x',
		'{}',
		JSON.stringify({ ...news, path: 'https://elsewhere.example/' })
	])
		await pushed(page, odd);
	await pushed(page, JSON.stringify({ ...news, mark: 'of somebody else' }));
	await pushed(page, JSON.stringify(news));
	await pushed(page, JSON.stringify({ ...news, body: 'LIT-2026-000001, later' }));
	await expect.poll(() => shown(page)).toEqual(['Gantier SA | LIT-2026-000001, later | one']);

	await page.getByRole('button', { name: said().turnOff }).click();
	await expect(page.getByText(said().off)).toBeVisible();
	await expect(page.getByRole('button', { name: said().turnOn })).toBeVisible();
	expect(await page.evaluate(() => localStorage.asked)).toBeUndefined();
});

test('erased from this device, nothing of it is shown any more', async ({ page, context }) => {
	await giveAddress(context);
	await context.grantPermissions(['notifications']);
	const account = await openPage(page);
	await underTheWorker(page);
	await page.getByRole('button', { name: said().turnOn }).click();
	await expect(page.getByText(said().on)).toBeVisible();
	const mark = await page.locator('.portal').getAttribute('data-mark');
	const path = `${account}/disputes/LIT-2026-000001`;
	const news = JSON.stringify({ title: 'G', body: 'b', tag: 't', lang: 'fr', path, mark });
	await pushed(page, news);
	await expect.poll(() => shown(page)).toHaveLength(1);
	expect(await keptOf(page, account)).toContainEqual(expect.stringContaining('/told/'));
	await page.locator('#erase').click();
	await expect(page.locator('#erase')).toHaveCount(0);
	await expect.poll(() => shown(page)).toEqual([]);
	await expect.poll(() => keptOf(page, account)).toEqual([]);
	await pushed(page, news);
	// Told after it, and shown: what came before was not.
	await page.evaluate(async () => {
		await (await navigator.serviceWorker.ready).showNotification('last');
	});
	await expect.poll(() => shown(page)).toEqual(['last |  | ']);

	await page.reload();
	await page.getByRole('button', { name: said().all }).click();
	await expect(page.getByText(said().none)).toBeVisible();
});

test('what the browser refuses is said, with the way out of it', async ({ browser }) => {
	const context = await browser.newContext(test.info().project.use);
	await giveAddress(context);
	await context.addInitScript(() => {
		Object.defineProperty(Notification, 'permission', { get: () => localStorage.permission });
		Notification.requestPermission = async () => {
			localStorage.permission = localStorage.answer;
			return localStorage.answer as NotificationPermission;
		};
	});
	const page = await context.newPage();
	await context.addCookies([
		{ name: 'lang', value: me().language, url: test.info().project.use.baseURL! }
	]);
	await openPage(page);
	await page.evaluate(() =>
		Object.assign(localStorage, { permission: 'default', answer: 'denied' })
	);
	await page.getByRole('button', { name: said().turnOn }).click();
	await expect(page.getByText(said().denied)).toBeVisible();
	await expect(page.getByRole('button', { name: said().turnOn })).toBeHidden();

	await page.evaluate(() =>
		Object.assign(localStorage, { permission: 'default', answer: 'granted' })
	);
	await page.reload();
	await page.evaluate(() => {
		PushManager.prototype.subscribe = () => Promise.reject(new DOMException('no', 'AbortError'));
	});
	await page.getByRole('button', { name: said().turnOn }).click();
	await expect(page.getByText(said().failed)).toBeVisible();
	await expect(page.getByRole('button', { name: said().again })).toBeVisible();
	await cutOff(page);
	await expect(page.getByText(said().offline)).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByRole('button', { name: said().turnOn })).toBeVisible();
	await context.close();
});

test('a browser without push, and one without scripts, say so and what goes on', async ({
	browser
}) => {
	for (const [javaScriptEnabled, sentence] of [
		[true, said().unsupported],
		[false, said().noScripts]
	] as const) {
		const context = await browser.newContext({
			...test.info().project.use,
			javaScriptEnabled
		});
		await context.addInitScript(() => {
			delete (window as { PushManager?: unknown }).PushManager;
		});
		const page = await context.newPage();
		await context.addCookies([
			{ name: 'lang', value: me().language, url: test.info().project.use.baseURL! }
		]);
		await openPage(page);
		await expect(page.getByText(sentence)).toBeVisible();
		await expect(page.getByRole('button', { name: said().turnOn })).toBeHidden();
		await context.close();
	}
});

test('a browser that refuses the worker says so too', async ({ browser }) => {
	const context = await browser.newContext({
		...test.info().project.use,
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	await context.addCookies([
		{ name: 'lang', value: me().language, url: test.info().project.use.baseURL! }
	]);
	await openPage(page);
	await expect(page.getByText(said().unsupported)).toBeVisible();
	await context.close();
});

test('a link that opens nothing turns nothing on', async ({ page, request }) => {
	await page.goto(`/p/${'x'.repeat(43)}/notifications`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByRole('button', { name: said().turnOn })).toHaveCount(0);
	const device = deviceAt(`${service.url}/send/x`);
	const sent = await request.post(`/p/${'x'.repeat(43)}/notifications?/on`, {
		form: { endpoint: device.endpoint, p256dh: device.p256dh, auth: device.auth },
		headers: { origin: test.info().project.use.baseURL!, accept: 'text/html' }
	});
	expect([404, 410]).toContain(sent.status());
});
