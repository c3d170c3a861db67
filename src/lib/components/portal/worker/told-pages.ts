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

/** Marks that open pages said themselves, by client: of a link none of whose pages is kept, nothing else says it. */
const said = new Map<string, string>();

/** Whose an open page is, as it says itself where nothing kept says it. */
export async function ownerOfPage({ id, url }: Client, mark = ''): Promise<Owner> {
	if (mark) said.set(id, mark);
	const known = await ownerOf(url);
	return { ...known, mark: known.mark || (said.get(id) ?? '') };
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
	const here = new Set(customers.map(({ id }) => id));
	for (const id of said.keys()) if (!here.has(id)) said.delete(id);
	return Promise.all(customers.map(async (page) => ({ page, owner: await ownerOfPage(page) })));
}
