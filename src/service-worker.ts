/// <reference lib="webworker" />
import {
	allWaiting,
	dropAllWaiting,
	dropWaiting,
	formOf,
	putWaiting,
	waitingOf,
	type Waiting
} from '$lib/components/portal/outbox-store';
import type { News } from '$lib/components/portal/kept-news';

/**
 * For customers only (`/p/`): pages they opened show without a network, and a dispute written without
 * one leaves later, once. Nothing of the staff's is ever kept.
 */
declare const self: ServiceWorkerGlobalScope & {
	__WB_MANIFEST: { url: string; revision: string | null }[];
};

const SHELL = 'shell-1';
const PAGES = 'pages-1';
const ASSETS = 'assets-1';
const WEEK = 7 * 24 * 3_600_000;
/** Scripts are kept when a page asks for them: a customer never downloads the staff's. */
const shell = [
	'/offline',
	...self.__WB_MANIFEST
		.map(({ url }) => `/${url.replace(/^\//, '')}`)
		.filter((url) => !url.includes('/_app/') && !url.includes('offline'))
];

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
	const answer = answerTo(event.request);
	if (answer) event.respondWith(answer);
});
self.addEventListener('sync', (event) => {
	const sync = event as ExtendableEvent & { tag: string };
	if (sync.tag === 'outbox') sync.waitUntil(flush());
});
self.addEventListener('message', (event) => event.waitUntil(obey(event)));

async function install(): Promise<void> {
	const cache = await caches.open(SHELL);
	// One missing file must not keep the rest away.
	await Promise.allSettled(shell.map((url) => cache.add(url)));
	await keepAssetsOf(await cache.match('/offline'));
	await self.skipWaiting();
}

async function activate(): Promise<void> {
	for (const name of await caches.keys())
		if (![SHELL, PAGES, ASSETS].includes(name)) await caches.delete(name);
	await self.clients.claim();
	// A new build has new scripts: what is kept is fetched again with them.
	await warm((await (await caches.open(PAGES)).keys()).map(({ url }) => url));
}

function answerTo(request: Request): Promise<Response> | null {
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return null;
	if (/^\/(_app\/immutable|icons)\//.test(url.pathname))
		return isForCustomers(request) ? keptForever(request) : null;
	return request.mode === 'navigate' && tokenIn(url) ? page(request, url) : null;
}

/** Style sheets ask for their fonts themselves. */
const isForCustomers = ({ referrer, destination }: Request): boolean =>
	destination === 'font' || /^\/(p|offline)/.test(referrer && new URL(referrer).pathname);

const tokenIn = (url: URL): string | null =>
	/^\/p\/([A-Za-z0-9_-]{43})(\/|$)/.exec(url.pathname)?.[1] ?? null;
/** Files, PDFs and the manifest are asked for anew each time. */
const isKept = (url: URL): boolean =>
	!/\/(attachments|pdf)(\/|$)|__data\.json|manifest/.test(url.pathname);

async function keptForever(request: Request): Promise<Response> {
	const kept = await caches.match(request);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) await (await caches.open(ASSETS)).put(request, answer.clone());
	return answer;
}

async function page(request: Request, url: URL): Promise<Response> {
	try {
		const answer = await fetch(request);
		if (answer.ok && isKept(url)) await keepPage(url, answer.clone());
		return answer;
	} catch {
		return (
			(await keptPage(url)) ??
			(await caches.match('/offline', { ignoreVary: true })) ??
			Response.error()
		);
	}
}

/** Which invoice a form was opened for is in its address; a message of a moment ("sent") is not. */
function keyOf(url: URL): string {
	const kept = new URLSearchParams(url.searchParams.getAll('invoice').map((id) => ['invoice', id]));
	return `${url.pathname}${kept.size ? `?${kept}` : ''}`;
}

async function keepPage(url: URL, answer: Response): Promise<void> {
	await forgetOtherLinks(tokenIn(url));
	const headers = new Headers(answer.headers);
	const keptAt = String(Date.now());
	headers.set('x-kept-at', keptAt);
	// The kept copy says itself how old it is (register.js shows it).
	const body = (await answer.text()).replace('data-base=', `data-kept-at="${keptAt}" data-base=`);
	const kept = new Response(body, { status: answer.status, headers });
	await keepAssetsOf(kept.clone());
	await (await caches.open(PAGES)).put(keyOf(url), kept);
}

/** Only the last link that was opened stays on a shared device. */
async function forgetOtherLinks(token: string | null): Promise<void> {
	const cache = await caches.open(PAGES);
	for (const request of await cache.keys())
		if (tokenIn(new URL(request.url)) !== token) await cache.delete(request);
}

async function keptPage(url: URL): Promise<Response | null> {
	const cache = await caches.open(PAGES);
	const kept =
		(await cache.match(keyOf(url))) ??
		(url.pathname.endsWith('/disputes/new') ? await cache.match(url.pathname) : undefined);
	if (!kept) return null;
	if (Date.now() - Number(kept.headers.get('x-kept-at')) <= WEEK) return kept;
	await cache.delete(keyOf(url));
	return null;
}

/** Styles are named in the page, scripts in its `Link` header. */
async function keepAssetsOf(answer: Response | undefined): Promise<void> {
	if (!answer) return;
	const named = `${answer.headers.get('link') ?? ''} ${await answer.clone().text()}`;
	const cache = await caches.open(ASSETS);
	const wanted = new Set(
		[...named.matchAll(/["'(<](?:\.{1,2}\/)*\/?(_app\/immutable\/[^"')>\s]+)/g)].map(
			([, path]) => `/${path}`
		)
	);
	await Promise.allSettled(
		[...wanted].map(async (path) => (await cache.match(path)) ?? cache.add(path))
	);
}

interface Order {
	type: 'flush' | 'erase' | 'warm' | 'list';
	urls?: string[];
}

async function obey(event: ExtendableMessageEvent): Promise<void> {
	const order = event.data as Order;
	if (order.type === 'flush') await flush();
	if (order.type === 'erase') await erase();
	if (order.type === 'warm') await warm(order.urls ?? []);
	await tell();
}

/** Pages the customer is about to need, should the network go. */
async function warm(urls: readonly string[]): Promise<void> {
	for (const path of urls) {
		const url = new URL(path, self.location.origin);
		const answer = tokenIn(url)
			? await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null)
			: null;
		if (answer?.ok) await keepPage(url, answer);
	}
}

async function erase(): Promise<void> {
	await dropAllWaiting();
	for (const name of [PAGES, ASSETS]) await caches.delete(name);
}

/** One at a time, whoever asks: the page, the network, the browser with every page closed. */
const flush = (): Promise<void> => navigator.locks.request('outbox', sendAll);

async function sendAll(): Promise<void> {
	for (const item of await allWaiting()) if (item.state !== 'correct') await send(item);
	await tell();
}

async function send(item: Waiting): Promise<void> {
	await putWaiting({ ...item, state: 'sending', attempts: item.attempts + 1 });
	await tell();
	try {
		const answer = await fetch(item.url, {
			method: 'POST',
			body: formOf(item),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
		});
		await settle(item, answer);
	} catch (error) {
		await putWaiting({ ...item, state: 'waiting', attempts: item.attempts + 1 });
		await tell();
		// Thrown, it makes the browser try again by itself.
		throw error;
	}
}

/** Sent, refused (a person corrects it), or not now. */
async function settle(item: Waiting, answer: Response): Promise<void> {
	const result = (await answer.json().catch(() => ({ type: 'error', status: answer.status }))) as {
		type: string;
		status?: number;
		location?: string;
		data?: string;
	};
	if (result.type === 'redirect') return left(item, result.location ?? '');
	const status = result.status ?? answer.status;
	if (status >= 500 || status === 429) throw new Error(`not now: ${status}`);
	if (await waitingOf(item.key)) await refused(item, wordsIn(result.data));
}

async function left({ key }: Waiting, location: string): Promise<void> {
	await dropWaiting(key);
	await say({ type: 'sent', key, location });
}

async function refused(item: Waiting, problem: string): Promise<void> {
	await putWaiting({ ...item, state: 'correct', problem });
	const fields = [...item.fields.filter(([name]) => name === 'invoice'), ['refill', item.key]];
	const location = `${item.url}?${new URLSearchParams(fields)}`;
	await say({ type: 'refused', key: item.key, location, problem });
}

/** A page that still shows what was kept tells what became of it. */
async function say(news: News): Promise<void> {
	for (const client of await self.clients.matchAll()) client.postMessage(news);
}

/** The refusal's sentence inside kit's flattened answer: `[{"problem":1},{"words":2},"…"]`. */
function wordsIn(data: string | undefined): string {
	const flat = JSON.parse(data ?? '[]') as unknown[];
	const at = (index: unknown): Record<string, unknown> =>
		(flat[Number(index)] ?? {}) as Record<string, unknown>;
	return String(flat[Number(at(at(0).problem).words)] ?? '');
}

async function tell(): Promise<void> {
	const items = (await allWaiting()).map(({ key, url, fields, state, problem }) => ({
		key,
		url,
		state,
		problem,
		invoices: fields.filter(([name]) => name === 'invoice').map(([, id]) => id)
	}));
	for (const client of await self.clients.matchAll()) client.postMessage({ type: 'outbox', items });
}
