/// <reference lib="webworker" />
import { baseOf, tokenIn } from './addresses';

/**
 * What happened in a case, shown on this device: only of an account that is told here. Which ones are, the page
 * that asks for it writes down (static/notifications.js).
 */
declare const self: ServiceWorkerGlobalScope;

export const TOLD = 'told-1';
const ICON = '/icons/icon-192.png';

interface News {
	title: string;
	body: string;
	tag: string;
	lang: string;
	/** Page of the case, behind the link of this device. */
	path: string;
	/** Whose account it is. */
	mark: string;
}

/** Anything else than news is nothing: who could send it holds our key, and still may send something new one day. */
export function newsIn(text: string): News | null {
	try {
		const said = JSON.parse(text) as Record<string, unknown>;
		const of = (name: string): string => {
			const value = said[name];
			if (typeof value !== 'string' || value === '') throw new Error(name);
			return value;
		};
		const { pathname } = new URL(of('path'), 'https://here.invalid');
		if (pathname !== of('path') || !tokenIn({ pathname })) return null;
		return {
			...{ title: of('title'), body: of('body'), tag: of('tag'), lang: of('lang') },
			...{ path: pathname, mark: of('mark') }
		};
	} catch {
		return null;
	}
}

export async function showNews(data: PushMessageData | null): Promise<void> {
	const news = newsIn(data?.text() ?? '');
	if (!news || !(await isTold(news.mark))) return;
	const { title, path, body, tag, lang, mark } = news;
	const shown = { body, tag, lang, icon: ICON, renotify: true, data: { path, mark } };
	await self.registration.showNotification(title, shown);
	// On its way to the screen it was not found by whoever erased its account meanwhile.
	if (!(await isTold(mark))) await closeNews(mark);
}

/** The tab that shows the case already, else a new one. */
export async function openNews(shown: Notification): Promise<void> {
	shown.close();
	const path = pathIn(shown.data);
	if (!path) return;
	const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const same = open.find(({ url }) => new URL(url).pathname === path);
	await (same ? same.focus() : self.clients.openWindow(path));
}

const pathIn = (data: unknown): string | null => {
	const path = (data as { path?: unknown } | null)?.path;
	return typeof path === 'string' && tokenIn({ pathname: path }) ? path : null;
};

/** The browser changed the address of this device: whoever told it under the old one is given the new one. */
export async function askAgain(before: PushSubscription | null): Promise<void> {
	const cache = await caches.open(TOLD);
	const bases = await Promise.all(
		(await cache.keys()).map(async (key) => (await cache.match(key))?.text())
	);
	if (bases.length === 0 || !before) return;
	const asked = await self.registration.pushManager.subscribe(before.options);
	const { endpoint = '', keys = {} } = asked.toJSON();
	const body = new URLSearchParams({ endpoint, ...keys });
	// One that does not answer keeps no other from being told.
	await Promise.allSettled(
		bases
			.filter((base) => base !== undefined)
			.map((base) => fetch(`${baseOf(base)}/notifications?/on`, { method: 'POST', body }))
	);
}

/** Erased from this device: nothing of that account is shown any more, and without another one the browser gives up its address. */
export async function forgetNews(mark: string): Promise<void> {
	const cache = await caches.open(TOLD);
	await cache.delete(keyOf(mark));
	await closeNews(mark);
	if ((await cache.keys()).length > 0) return;
	const asked = await self.registration.pushManager?.getSubscription();
	await asked?.unsubscribe();
}

/** One that has just come to the screen may outlive its end: looked for again until none is left. */
async function closeNews(mark: string): Promise<void> {
	for (let looks = 10; looks > 0; looks--) {
		const all = await self.registration.getNotifications();
		const own = all.filter(({ data }) => (data as { mark?: string } | null)?.mark === mark);
		if (own.length === 0) return;
		for (const shown of own) shown.close();
	}
}

const isTold = async (mark: string): Promise<boolean> =>
	(await (await caches.open(TOLD)).match(keyOf(mark))) !== undefined;

const keyOf = (mark: string): string => `/told/${mark}`;
