/// <reference lib="webworker" />
import type { News } from '../kept-news';
import { listed, recovered, type Waiting } from '../outbox-item';
import { correctionOf } from '../outbox-address';
import { isOf, through, type Owner } from '../outbox-owner';
import { allWaiting } from '../outbox-store';
import { baseOf } from './addresses';
import { markOf } from './kept-pages';

/** What open pages hear of what waits: each of its own account, nothing of another. */
declare const self: ServiceWorkerGlobalScope;

/** Whose page it is. */
export async function ownerOf(address: string): Promise<Owner> {
	const base = URL.canParse(address) ? baseOf(new URL(address).pathname) : '';
	return { base, mark: await markOf(base).catch(() => '') };
}

/** A page that still shows what was kept tells what became of it. */
export async function say(news: News, about: Waiting): Promise<void> {
	for (const { page, owner } of await everyPage()) if (isOf(about, owner)) page.postMessage(news);
}

/** Nobody holds the lock: what still says "sending" was cut off with its worker. */
export async function tell(): Promise<void> {
	const { held = [] } = await navigator.locks.query();
	const isSending = held.some(({ name }) => name === 'outbox');
	const all = await allWaiting().catch(() => []);
	const items = isSending ? all : all.map(recovered);
	for (const { page, owner } of await everyPage()) page.postMessage(outboxOf(owner, items));
}

/** What is of others is a number, without a title and without their link. */
function outboxOf(owner: Owner, items: readonly Waiting[]) {
	const mine = items.filter((item) => isOf(item, owner));
	return {
		type: 'outbox',
		items: mine.map((item) => shown(item, owner.base)),
		others: items.length - mine.length
	};
}

/** Corrected on a page of the link that is open, whatever link it was written through. */
function shown(item: Waiting, base: string) {
	const here = through(base, item);
	return { ...listed(here), fix: correctionOf(here), isOfOtherLink: here.url !== item.url };
}

/** A page that was opened before this worker hears it too. */
async function everyPage(): Promise<{ page: Client; owner: Owner }[]> {
	const open = await self.clients.matchAll({ includeUncontrolled: true });
	const customers = open.filter(({ url }) => new URL(url).pathname.startsWith('/p/'));
	return Promise.all(customers.map(async (page) => ({ page, owner: await ownerOf(page.url) })));
}
