import { expect, type BrowserContext, type Page } from '@playwright/test';
import { myAccount, words } from './portal';

/** Until the worker of the customer's pages answers for this page. */
export async function underTheWorker(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready);
	if (!(await page.evaluate(() => Boolean(navigator.serviceWorker.controller))))
		await page.reload();
	await expect
		.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
		.toBe(true);
}

/** Addresses the worker keeps, without the host. */
export const keptPages = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('pages'));
		const kept = await Promise.all(
			names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))
		);
		return kept.flat().map((url) => url.slice(location.origin.length));
	});

/** Whatever this browser keeps that names this account, in whichever cache, and whose news are shown here. */
export const keptOf = (page: Page, account: string): Promise<string[]> =>
	page.evaluate(async (base) => {
		const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
		const requests = (await Promise.all(opened.map((cache) => cache.keys()))).flat();
		return requests
			.map(({ url }) => url)
			.filter((url) => /\/told\//.test(url) || url.includes(base));
	}, account);

export interface Kept {
	key: string;
	url: string;
	state: string;
	attempts: number;
	keptAt?: number;
	fields: [string, string][];
	mark?: string;
	failed?: string;
	problem?: string;
	title?: string;
	/** Why its file did not arrive. */
	fault?: string;
}

/** What waits on the device, as it is kept. */
export const waitingOn = (page: Page): Promise<Kept[]> =>
	page.evaluate(
		() =>
			new Promise<Kept[]>((done, fail) => {
				const opening = indexedDB.open('entendu');
				opening.onerror = () => fail(new Error('no database'));
				opening.onsuccess = () => {
					const database = opening.result;
					if (!database.objectStoreNames.contains('outbox')) {
						database.close();
						return done([]);
					}
					const all = database.transaction('outbox').objectStore('outbox').getAll();
					all.onsuccess = () => {
						database.close();
						done(all.result as Kept[]);
					};
				};
			})
	);

/** The browser's own call to a worker whose pages are all closed: what Background Sync does. */
export async function ringSync(context: BrowserContext, page: Page): Promise<void> {
	const devtools = await context.newCDPSession(page);
	const registered = new Promise<string>((done) =>
		devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [first] = registrations;
			if (first) done(first.registrationId);
		})
	);
	await devtools.send('ServiceWorker.enable');
	await devtools.send('ServiceWorker.dispatchSyncEvent', {
		origin: new URL(page.url()).origin,
		registrationId: await registered,
		tag: 'outbox',
		lastChance: false
	});
	await devtools.detach();
}

/**
 * Without a network, for the page and for its worker: a worker that had gone to sleep wakes up with one, and
 * is cut off an instant after it.
 */
export async function cutOff(page: Page): Promise<void> {
	await page.context().setOffline(true);
	await expect
		.poll(() =>
			page.evaluate(() =>
				fetch(`/outbox.js?${crypto.randomUUID()}`).then(
					() => true,
					() => false
				)
			)
		)
		.toBe(false);
}

/** The account seen with a network: what the customer may need without one is kept from then on. */
export async function seenOnce(page: Page): Promise<{ account: string; form: string }> {
	const account = await myAccount(page);
	await page.goto(account);
	await underTheWorker(page);
	await page.goto(account);
	const link = page.getByRole('link', { name: words().dispute }).first();
	const form = (await link.getAttribute('href'))!;
	await expect
		.poll(() => keptPages(page))
		.toEqual(expect.arrayContaining([form, `${account}/outbox`]));
	return { account, form };
}

/** Puts onto the device what would wait there; told when its page asks next. */
export const keepOn = (page: Page, item: Partial<Kept> & { key: string; url: string }) =>
	page.evaluate(
		(given) =>
			new Promise<void>((done, fail) => {
				const opening = indexedDB.open('entendu', 2);
				opening.onupgradeneeded = () =>
					opening.result.createObjectStore('outbox', { keyPath: 'key' });
				opening.onerror = () => fail(new Error('no database'));
				opening.onsuccess = () => {
					const writing = opening.result.transaction('outbox', 'readwrite');
					const content = new Blob(['%PDF-1.4 kept'], { type: 'application/pdf' });
					writing.objectStore('outbox').put({
						fields: [['key', given.key]],
						...{ state: 'correct', problem: '', failed: '', attempts: 1, mark: '' },
						...{ title: 'Kept – x', keptAt: Date.now(), triedAt: Date.now() },
						...given,
						files: [
							{
								...{ name: 'kept.pdf', type: content.type, content, key: given.key },
								...(given.fault === undefined ? {} : { failed: given.fault })
							}
						]
					});
					writing.oncomplete = () => {
						opening.result.close();
						done();
					};
				};
			}),
		item
	);

/** The network is back: what waits leaves. */
export async function backOnline(page: Page): Promise<void> {
	await page.context().setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
}
