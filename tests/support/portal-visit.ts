import type { Browser, Page } from '@playwright/test';
import type { Language } from '../../src/lib/domain/language';

/** Of issue 4; a KB is 1,000 bytes. Scripts without, the whole with the headers of the answers. */
export const LIMITS = { script: 1_000, formScript: 42_000, formWhole: 95_000 };

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Every kind of page a customer meets, by name; found as a person finds them, from the account. */
export async function pagesOf(page: Page, account: string): Promise<Record<string, string>> {
	await page.goto(account);
	const hrefs = await page
		.locator('main a')
		.evaluateAll((all) => (all as HTMLAnchorElement[]).map(({ href }) => href));
	const first = (pattern: RegExp) => hrefs.find((href) => pattern.test(href));
	const found = {
		account,
		invoice: first(/\/invoices\/[^/]+$/),
		tracker: first(/\/disputes\/LIT-/),
		form: first(/\/disputes\/new\?/),
		pay: `${account}/pay`,
		promise: `${account}/promise`,
		message: `${account}/message`
	};
	return Object.fromEntries(
		Object.entries(found).map(([name, url]) => [name, (url ?? '').split('#')[0]!])
	);
}

export interface Visit {
	status: number;
	language: string;
	/** Bytes of bodies by kind of resource. */
	body: Record<string, number>;
	/** Bodies and headers of everything. */
	whole: number;
	scripts: string[];
}

/** Nothing kept from before, and gzip only: some proxies speak nothing better. */
export async function firstVisit(from: Browser, url: string, language: Language): Promise<Visit> {
	const context = await from.newContext({
		...PHONE,
		serviceWorkers: 'block',
		extraHTTPHeaders: { 'accept-encoding': 'gzip' }
	});
	// The choice belongs to the person of the link, and is not counted.
	const asked = new URL(url);
	asked.searchParams.set('lang', language);
	await context.request.get(asked.href);
	const page = await context.newPage();
	const wire = await context.newCDPSession(page);
	await wire.send('Network.enable');
	const kinds = new Map<string, { kind: string; headers: number; path: string }>();
	const visit: Visit = { status: 0, language: '', body: {}, whole: 0, scripts: [] };
	wire.on('Network.responseReceived', ({ requestId, type, response }) => {
		// What is written into a page or a style sheet came with it; what was fetched ahead comes once.
		if (!response.url.startsWith('http') || response.fromDiskCache) return;
		const { pathname: path } = new URL(response.url);
		const kind = path.endsWith('.js') ? 'script' : type.toLowerCase();
		kinds.set(requestId, { kind, headers: response.encodedDataLength, path });
	});
	wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const of = kinds.get(requestId);
		if (!of) return;
		const { kind, headers, path } = of;
		visit.body[kind] = (visit.body[kind] ?? 0) + encodedDataLength - headers;
		visit.whole += encodedDataLength;
		if (kind === 'script') visit.scripts.push(path);
	});
	const answer = await page.goto(url, { waitUntil: 'networkidle' });
	await useForm(page);
	visit.status = answer!.status();
	visit.language = await page.evaluate(() => document.documentElement.lang);
	await context.close();
	return visit;
}

/** A form fetches its script by itself, and begins it at the first key. */
async function useForm(page: Page): Promise<void> {
	const form = page.locator('[data-script]');
	if ((await form.count()) === 0) return;
	const script = (await form.getAttribute('data-script'))!;
	const begins = page.waitForRequest((request) => request.url().endsWith(script));
	await page.keyboard.press('Tab');
	await begins;
	await page.waitForLoadState('networkidle');
}
