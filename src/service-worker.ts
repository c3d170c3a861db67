/// <reference lib="webworker" />
import { isForCustomers, tokenIn } from '$lib/components/portal/worker/addresses';
import {
	forgetPages,
	keepShell,
	keptForever,
	newest,
	page,
	renewKept,
	speakAnew,
	warm
} from '$lib/components/portal/worker/kept-pages';
import {
	askAgain,
	forgetNews,
	openNews,
	showNews
} from '$lib/components/portal/worker/notifications';
import { ownerOfPage, tell } from '$lib/components/portal/worker/told-pages';
import {
	drop,
	dropFile,
	eraseOf,
	eraseOthers,
	flush,
	readTo,
	retry,
	sent
} from '$lib/components/portal/worker/waiting-forms';

/**
 * For customers only (`/p/`): pages they opened show without a network (worker/kept-pages), what they wrote
 * without one leaves later, once (worker/waiting-forms), and what happens in their cases is told on the device when they
 * asked for it (worker/notifications). Nothing of the staff's is ever kept.
 */
declare const self: ServiceWorkerGlobalScope & {
	__WB_MANIFEST: { url: string; revision: string | null }[];
};

/** Scripts are kept when a page asks for them: a customer never downloads the staff's. */
const shell = [
	'/offline',
	...self.__WB_MANIFEST
		.map(({ url }) => `/${url.replace(/^\//, '')}`)
		.filter((url) => !url.includes('/_app/') && !url.includes('offline'))
];

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(renewKept()));
self.addEventListener('fetch', (event) => {
	const answer = answerTo(event);
	if (answer) event.respondWith(answer);
});
self.addEventListener('sync', (event) => {
	const sync = event as ExtendableEvent & { tag: string };
	if (sync.tag === 'outbox') sync.waitUntil(flush());
});
self.addEventListener('push', (event) => event.waitUntil(showNews(event.data).catch(() => {})));
self.addEventListener('notificationclick', (event) =>
	event.waitUntil(openNews(event.notification))
);
self.addEventListener('pushsubscriptionchange', (event) => {
	const change = event as ExtendableEvent & { oldSubscription: PushSubscription | null };
	change.waitUntil(askAgain(change.oldSubscription).catch(() => {}));
});
self.addEventListener('message', (event) => event.waitUntil(obey(event)));

async function install(): Promise<void> {
	await keepShell(shell);
	await self.skipWaiting();
}

function answerTo(event: FetchEvent): Promise<Response> | null {
	const { request } = event;
	const url = new URL(request.url);
	const later: Later = (work) => event.waitUntil(work);
	if (url.origin !== self.location.origin) return null;
	const isPage = request.mode === 'navigate' && tokenIn(url) !== null;
	// A form that asks to be shown in another language sends nothing that could wait.
	const isAgain = url.searchParams.has('lang');
	if (request.method === 'POST' && !isAgain) return isPage ? sent(request, url, later) : null;
	if (request.method === 'POST') return isPage ? inNewLanguage(request, url, later) : null;
	if (request.method !== 'GET') return null;
	if (isPage && isAgain) return inNewLanguage(request, url, later);
	if (/^\/(_app\/immutable|icons)\//.test(url.pathname))
		return isForCustomers(request) ? keptForever(request, later) : null;
	if (/^\/[\w-]+\.js$/.test(url.pathname)) return newest(request);
	return isPage ? page(request, url, later) : null;
}

/** The choice is made by the answer: what was kept is asked for again after it. */
async function inNewLanguage(request: Request, url: URL, later: Later): Promise<Response> {
	const answer = await page(request, url, later);
	later(speakAnew(url).catch(() => {}));
	return answer;
}
type Later = (work: Promise<unknown>) => void;

interface Order {
	type:
		'flush' | 'erase' | 'erase-others' | 'warm' | 'list' | 'retry' | 'drop' | 'drop-file' | 'read';
	urls?: string[];
	key?: string;
	/** One of its files. */
	file?: string;
	/** Of the account of the page, which may not have been kept yet. */
	mark?: string;
}

/** What a page asks for, about what is of its own account. */
async function obey({ data, source }: ExtendableMessageEvent): Promise<void> {
	if (!(source instanceof Client)) return;
	const { type, urls = [], key = '', file = '', mark } = data as Order;
	const owner = await ownerOfPage(source, mark);
	if (type === 'flush') await flush().catch(() => {});
	if (type === 'erase')
		await Promise.all([eraseOf(owner), forgetPages(), forgetNews(owner.mark).catch(() => {})]);
	if (type === 'erase-others') await eraseOthers(owner);
	if (type === 'warm') await warm(urls);
	if (type === 'drop') await drop(key, owner);
	if (type === 'drop-file') await dropFile(key, file, owner);
	if (type === 'retry') await retry(key, owner);
	if (type === 'read') return readTo(source, key, owner);
	await tell();
}
