/// <reference lib="webworker" />
import { DAY_MS } from '$lib/domain/calendar';
import { FORGOTTEN_DAYS } from '../outbox-item';
import { TYPED } from '../typed-store';
import { baseOf, copyOf, isAccount, isKept, isOfAMoment, tokenIn } from './addresses';
import { inLanguage } from './in-language';
import { isReplacedBy, throughAnother, type Copy, type KeptCopy } from './links-of-account';
import { TOLD } from './notifications';
import { stillNamed } from './still-named';
import { eraseBegins, untilErased, type Still } from './until-erased';

/**
 * Pages of a customer, kept as they were seen. Keeping never stands in the way of showing: a device that is
 * full, or refuses, shows every page that the network brings.
 */
declare const self: ServiceWorkerGlobalScope;

const SHELL = 'shell-2';
const PAGES = 'pages-2';
const ASSETS = 'assets-1';
/** The browser would forget it by then anyway. */
const WEEK = FORGOTTEN_DAYS * DAY_MS;

/** Work that goes on after the answer is given. */
type Later = (work: Promise<unknown>) => void;

export async function keepShell(urls: readonly string[]): Promise<void> {
	const still = untilErased();
	const cache = await caches.open(SHELL);
	// One missing file must not keep the rest away.
	await Promise.allSettled(urls.map((url) => cache.add(url)));
	await keepAssetsOf(await cache.match('/offline'), still);
}

/** A new build has new scripts: what is kept is fetched again with them. */
export async function renewKept(): Promise<void> {
	for (const name of await caches.keys())
		if (![SHELL, PAGES, ASSETS, TYPED, TOLD].includes(name)) await caches.delete(name);
	await self.clients.claim();
	await warm(
		(await (await pages()).keys()).map(({ url }) => url),
		0
	);
	await sweepAssets();
}

/** What no page needs any more: files of a build that is gone would stay for ever. */
async function sweepAssets(): Promise<void> {
	const cache = await caches.open(ASSETS);
	const offline = await (await caches.open(SHELL)).match('/offline');
	const shown = [...(await allIn(await pages())).values(), ...(offline ? [offline] : [])];
	const kept = await allIn(cache);
	const files = new Map<string, string>();
	for (const [url, file] of kept) files.set(url, /\.(js|css)$/.test(url) ? await file.text() : '');
	const named = stillNamed(await Promise.all(shown.map(namesIn)), files);
	for (const url of files.keys()) if (!named.has(url)) await cache.delete(url);
}

async function allIn(cache: Cache): Promise<ReadonlyMap<string, Response>> {
	const found = new Map<string, Response>();
	for (const request of await cache.keys()) {
		const answer = await cache.match(request);
		if (answer) found.set(request.url, answer);
	}
	return found;
}

export async function page(request: Request, url: URL, later: Later): Promise<Response> {
	const still = untilErased();
	const coming = fetch(request).catch(() => null);
	if (request.method === 'GET' && (await isTooLong(coming))) {
		const kept = await shownInstead(url);
		if (kept) return kept;
	}
	const answer = await coming;
	if (!answer)
		return (
			(await shownInstead(url)) ??
			(await offlinePage(url).catch(() => undefined)) ??
			Response.error()
		);
	// A proxy that reaches nobody behind it: what was kept says more than its page of an error.
	if (request.method === 'GET' && UNREACHABLE.includes(answer.status))
		return (await shownInstead(url)) ?? answer;
	if (isKept(url)) later(remember(url, answer.clone(), still).catch(() => {}));
	return answer;
}

/** Said in the language of what is kept of the account; in every language where nothing is. */
async function offlinePage(url: URL): Promise<Response | undefined> {
	const said = await caches.match('/offline', { ignoreVary: true });
	const language = await languageOf(baseOf(url.pathname)).catch(() => '');
	if (!said || !language) return said;
	return new Response(inLanguage(await said.text(), language), {
		headers: { 'content-type': 'text/html; charset=utf-8' }
	});
}

/** Bad gateway, gateway timed out: never the application's own words. */
const UNREACHABLE = [502, 504];

/** A line that hangs: the page as it was is shown by then. */
const isTooLong = (coming: Promise<unknown>): Promise<boolean> =>
	Promise.race([
		coming.then(() => false),
		new Promise<boolean>((done) => setTimeout(() => done(true), PATIENCE_MS))
	]);
const PATIENCE_MS = 15_000;

/** The page as it was kept, or where another link of the same account keeps it. */
async function shownInstead(url: URL): Promise<Response | null> {
	const kept = await keptPage(url).catch(() => null);
	if (kept) return kept;
	const elsewhere = await keptThroughAnother(url).catch(() => null);
	return elsewhere ? Response.redirect(elsewhere) : null;
}

/** What an answer says of the copy: it is the new one, or there is none any more. */
async function remember(url: URL, answer: Response, still: Still): Promise<void> {
	// The link was ended: what it showed is not shown here any longer.
	if (answer.status === 410) return forgetLink(tokenIn(url));
	if (answer.status === 404) return void (await (await pages()).delete(copyOf(url)));
	if (!answer.ok) return;
	if (!isOfAMoment(url)) return keepPage(url, answer, still);
	// Something was sent just now: without a network the page shows it, and its form again.
	if (!isAccount(url)) await warm([copyOf(url)], 0, still);
}

export async function keptForever(request: Request, later: Later): Promise<Response> {
	const kept = await caches.match(request).catch(() => undefined);
	if (kept) return kept;
	const still = untilErased();
	const answer = await fetch(request);
	if (answer.ok) later(keepAsset(request, answer.clone(), still).catch(() => {}));
	return answer;
}

/** Scripts whose name never changes: from the network, or as they were when this worker was installed. */
export const newest = async (request: Request): Promise<Response> =>
	fetch(request).catch(async () => (await caches.match(request)) ?? Response.error());

/** Pages the customer is about to need, should the network go. One that was kept lately is not asked for again. */
export async function warm(
	urls: readonly string[],
	olderThan = DAY_MS,
	still = untilErased()
): Promise<void> {
	for (const path of urls) {
		if (!still()) return;
		const url = new URL(path, self.location.origin);
		if (!tokenIn(url) || (await ageOf(url)) < olderThan) continue;
		const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null);
		if (answer) await remember(url, answer, still).catch(() => {});
	}
}

/** For good: what is being kept meanwhile is not kept either. */
export async function forgetPages(): Promise<void> {
	eraseBegins();
	for (const name of [PAGES, ASSETS, TYPED]) await caches.delete(name);
}

export async function titleOf(address: string): Promise<string> {
	const kept = URL.canParse(address) ? await keptPage(new URL(address)).catch(() => null) : null;
	const written = /<title>([^<]*)/.exec((await kept?.text()) ?? '')?.[1] ?? '';
	return written.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** Whose pages these are, as they say it themselves; empty when none of them is kept. */
export async function markOf(base: string): Promise<string> {
	const cache = await pages();
	const kept = (await cache.match(base)) ?? (await cache.match(boxOf(base)));
	return kept?.headers.get('x-mark') ?? '';
}

/** Which language the pages of this link speak, as they were seen last. */
async function languageOf(base: string): Promise<string> {
	const cache = await pages();
	const kept = (await cache.match(base)) ?? (await cache.match(boxOf(base)));
	return /<html[^>]* lang="([a-z-]+)"/.exec((await kept?.text()) ?? '')?.[1] ?? '';
}

/** What was kept speaks the language of then: it is fetched again in the one that was chosen. */
export async function speakAnew(url: URL): Promise<void> {
	const token = tokenIn(url);
	const own = (await allCopies()).filter((copy) => tokenIn(copy.url) === token);
	await warm(
		own.map((copy) => copy.url.href),
		0
	);
}

const pages = (): Promise<Cache> => caches.open(PAGES);
const boxOf = (base: string): string => `${base}/outbox`;

async function ageOf(url: URL): Promise<number> {
	const kept = await (await pages()).match(copyOf(url)).catch(() => undefined);
	return kept ? Date.now() - Number(kept.headers.get('x-kept-at')) : Infinity;
}

async function keepPage(url: URL, answer: Response, still: Still): Promise<void> {
	const headers = new Headers(answer.headers);
	const keptAt = String(Date.now());
	const text = await answer.text();
	const mark = /data-mark="([^"]*)"/.exec(text)?.[1] ?? '';
	await forgetReplaced({ url: new URL(copyOf(url), url), mark });
	headers.set('x-kept-at', keptAt);
	headers.set('x-mark', mark);
	// The text is kept, not what came over the line.
	headers.delete('content-encoding');
	// The kept copy says itself how old it is (outbox.js shows it).
	const body = text.replace('data-base=', `data-kept-at="${keptAt}" data-base=`);
	const kept = new Response(body, { status: answer.status, headers });
	const cache = await pages();
	if (!still()) return;
	await cache.put(copyOf(url), kept.clone());
	await keepAssetsOf(kept, still);
	await keepOutboxOf(url, still);
}

/** Where it says what waits: needed exactly when it cannot be fetched. */
async function keepOutboxOf({ pathname }: URL, still: Still): Promise<void> {
	const box = boxOf(baseOf(pathname));
	if (pathname !== box) await warm([box], WEEK, still);
}

/**
 * Only the account that was opened last stays on a shared device. Every mail has a link of its own: what another
 * one of the same account kept of this page is older now, and its list of what waits says whose link it is.
 */
async function forgetReplaced(shown: Copy): Promise<void> {
	for (const copy of await allCopies()) if (isReplacedBy(shown, copy)) await forget(copy);
}

async function forgetLink(token: string | null): Promise<void> {
	for (const copy of await allCopies()) if (tokenIn(copy.url) === token) await forget(copy);
}

async function allCopies(): Promise<KeptCopy[]> {
	const cache = await pages();
	const copies: KeptCopy[] = [];
	for (const request of await cache.keys()) {
		const headers = (await cache.match(request))?.headers;
		const mark = headers?.get('x-mark') ?? '';
		copies.push({ url: new URL(request.url), mark, keptAt: Number(headers?.get('x-kept-at')) });
	}
	return copies;
}
const forget = async ({ url }: Copy): Promise<boolean> => (await pages()).delete(url.href);

async function keptThroughAnother(url: URL): Promise<string | null> {
	const mark = await markOf(baseOf(url.pathname));
	const lately = (await allCopies()).filter(({ keptAt }) => Date.now() - keptAt <= WEEK);
	return throughAnother({ url, mark }, lately);
}

async function keptPage(url: URL): Promise<Response | null> {
	const cache = await pages();
	const kept =
		(await cache.match(copyOf(url))) ??
		(url.pathname.endsWith('/disputes/new') ? await cache.match(url.pathname) : undefined);
	if (!kept) return null;
	if (Date.now() - Number(kept.headers.get('x-kept-at')) <= WEEK) return withNewKeys(kept);
	await cache.delete(copyOf(url));
	return null;
}

/** A copy is shown many times; what is written on it each time is a thing of its own. */
async function withNewKeys(kept: Response): Promise<Response> {
	const body = (await kept.text()).replace(
		/(name="key" value=")[^"]*/g,
		(_, start: string) => start + crypto.randomUUID()
	);
	return new Response(body, { status: kept.status, headers: kept.headers });
}

/** Styles are named in the page, scripts in its `Link` header. */
const namesIn = async (answer: Response): Promise<string> =>
	`${answer.headers.get('link') ?? ''} ${await answer.text()}`;

async function keepAssetsOf(answer: Response | undefined, still: Still): Promise<void> {
	if (!answer) return;
	const named = await namesIn(answer.clone());
	const wanted = new Set(
		[...named.matchAll(/["'(<](?:\.{1,2}\/)*\/?(_app\/immutable\/[^"')>\s]+)/g)].map(
			([, path]) => `/${path}`
		)
	);
	await Promise.allSettled([...wanted].map((path) => fetchAsset(path, still)));
}

async function fetchAsset(path: string, still: Still): Promise<void> {
	if (!still() || (await (await caches.open(ASSETS)).match(path))) return;
	const file = await fetch(path);
	if (file.ok) await keepAsset(path, file, still);
}

async function keepAsset(request: Request | string, file: Response, still: Still): Promise<void> {
	const cache = await caches.open(ASSETS);
	if (still()) await cache.put(request, file);
}
