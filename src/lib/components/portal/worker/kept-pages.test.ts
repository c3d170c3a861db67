import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetPages, page, renewKept, warm } from './kept-pages';

/** Caches as a browser gives them, as far as renewing needs them: by address. */
const stores = new Map<string, Map<string, Response>>();
const absolute = (key: string | { url: string }): string =>
	new URL(typeof key === 'string' ? key : key.url, 'https://here.test').href;
function cacheOf(name: string) {
	const store = stores.get(name) ?? new Map<string, Response>();
	stores.set(name, store);
	return {
		keys: async () => [...store.keys()].map((url) => ({ url })),
		match: async (key: string | { url: string }) => store.get(absolute(key))?.clone(),
		put: async (key: string, answer: Response) => void store.set(absolute(key), answer),
		add: async (key: string) =>
			void store.set(absolute(key), await fetched(new URL(absolute(key)))),
		delete: async (key: string | { url: string }) => store.delete(absolute(key))
	};
}
const put = (name: string, entries: Record<string, Response>) =>
	stores.set(
		name,
		new Map(Object.entries(entries).map(([key, answer]) => [absolute(key), answer]))
	);
const assets = () => [...stores.get('assets-1')!.keys()].map((url) => url.split('/').at(-1)).sort();

const PAGE = `/p/${'A'.repeat(43)}`;
const file = (name: string) => `/_app/immutable/${name}`;
const keptAt = { 'x-kept-at': String(Date.now()) };
const fetched = vi.fn<(url: URL) => Promise<Response>>();

beforeEach(() => {
	stores.clear();
	vi.stubGlobal('self', {
		location: new URL('https://here.test/service-worker.js'),
		clients: { claim: async () => {} }
	});
	vi.stubGlobal('fetch', fetched);
	vi.stubGlobal('caches', {
		keys: async () => [...stores.keys()],
		open: async (name: string) => cacheOf(name),
		delete: async (name: string) => stores.delete(name)
	});
	put('shell-2', { '/offline': new Response(`<link href="${file('assets/offline.css')}">`) });
	put('pages-2', {
		[PAGE]: new Response(`<link href="${file('assets/old.css')}">`, { headers: keptAt })
	});
	put('assets-1', {
		[file('assets/offline.css')]: new Response('body{}'),
		[file('assets/old.css')]: new Response('@font-face{src:url(./old.woff2)}'),
		[file('assets/old.woff2')]: new Response('font'),
		[file('entry/older.js')]: new Response(''),
		[file('assets/new.css')]: new Response('@font-face{src:url("./font.woff2")}'),
		[file('assets/font.woff2')]: new Response('font'),
		[file('entry/form.js')]: new Response('import"../chunks/shared.js"'),
		[file('chunks/shared.js')]: new Response('')
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.clearAllMocks();
});

test('a new build takes the files of the old ones away, and keeps what the pages need', async () => {
	const link = `<.${file('entry/form.js')}>; rel="modulepreload"`;
	fetched.mockImplementation(
		async () => new Response(`<link href="${file('assets/new.css')}">`, { headers: { link } })
	);
	await renewKept();
	expect(assets()).toEqual(['font.woff2', 'form.js', 'new.css', 'offline.css', 'shared.js']);
});

test('without a network the pages stay as they were, with their files', async () => {
	fetched.mockRejectedValue(new TypeError('no network'));
	await renewKept();
	expect(assets()).toEqual(['offline.css', 'old.css', 'old.woff2']);
});

/** Answers the network once it is told to. */
function slowly(html = '<p>page</p>') {
	const waiting: (() => void)[] = [];
	fetched.mockImplementation(
		() => new Promise((done) => waiting.push(() => done(new Response(html))))
	);
	return async () => {
		await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
		waiting.splice(0).forEach((answer) => answer());
	};
}
const keptOf = (name: string) => [...(stores.get(name)?.keys() ?? [])];

test('erased while pages are being kept, nothing of them is kept and no more are asked for', async () => {
	const answer = slowly();
	const kept = warm([`${PAGE}/disputes/new`, `${PAGE}/message`]);
	await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce());
	await forgetPages();
	await answer();
	await kept;
	expect(keptOf('pages-2')).toEqual([]);
	expect(fetched).toHaveBeenCalledOnce();
});

test('erased while a page comes, or while its text is read, it is shown and not kept', async () => {
	const url = new URL(`https://here.test${PAGE}/message`);
	const later: Promise<unknown>[] = [];
	const show = () => page(new Request(url), url, (work) => later.push(work));
	const answer = slowly();
	const coming = show();
	await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce());
	await forgetPages();
	await answer();
	expect(await (await coming).text()).toBe('<p>page</p>');
	fetched.mockImplementation(async () => new Response('<p>page</p>'));
	await show();
	await forgetPages();
	await Promise.all(later);
	expect(later).toHaveLength(2);
	expect(keptOf('pages-2')).toEqual([]);
});

test('erased while its files come, none of them is kept; opened anew, a page is', async () => {
	stores.clear();
	const url = new URL(`https://here.test${PAGE}/message`);
	const html = `<link href="${file('assets/new.css')}">`;
	const later: Promise<unknown>[] = [];
	const show = () => page(new Request(url), url, (work) => later.push(work));
	fetched.mockResolvedValueOnce(new Response(html));
	await show();
	const answer = slowly();
	await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
	await forgetPages();
	await answer();
	await Promise.all(later);
	expect([keptOf('pages-2'), keptOf('assets-1')]).toEqual([[], []]);
	fetched.mockImplementation(async () => new Response(html));
	await show();
	await Promise.all(later);
	expect(keptOf('pages-2').map((kept) => new URL(kept).pathname)).toContain(`${PAGE}/message`);
	expect(keptOf('assets-1')).toHaveLength(1);
});
