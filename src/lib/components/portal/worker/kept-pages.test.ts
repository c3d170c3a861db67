import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewKept } from './kept-pages';

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
		add: async (key: string) => void store.set(absolute(key), new Response('fetched')),
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
