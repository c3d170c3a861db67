import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Waiting } from '../outbox-item';

/** What waits on the device, by key. */
const device = vi.hoisted(() => new Map<string, Waiting>());
vi.mock('../outbox-store', () => ({
	allWaiting: async () => [...device.values()],
	waitingOf: async (key: string) => device.get(key),
	dropWaiting: async (key: string) => device.delete(key),
	putWaiting: async (item: Waiting) => device.set(item.key, item),
	recoverWaiting: async () => {},
	replaceWaiting: async (was: Waiting, now: Waiting) =>
		device.delete(was.key) && Boolean(device.set(now.key, now))
}));

class Page {
	readonly heard: Heard[] = [];
	constructor(
		readonly id: string,
		readonly url: string
	) {}
	postMessage(data: Heard): void {
		this.heard.push(data);
	}
}
interface Heard {
	type: string;
	key?: string;
	items?: { key: string }[];
	others?: number;
}

const base = (letter: string) => `/p/${letter.repeat(43)}`;
const listeners = new Map<string, (event: object) => void>();
const pages: Page[] = [];
const fetched = vi.fn();

beforeAll(async () => {
	vi.stubGlobal('self', {
		__WB_MANIFEST: [],
		addEventListener: (type: string, heard: (event: object) => void) => listeners.set(type, heard)
	});
	// Another test of this process may have started it for itself.
	vi.resetModules();
	await import('../../../../service-worker');
});
beforeEach(() => {
	device.clear();
	pages.length = 0;
	vi.stubGlobal('Client', Page);
	vi.stubGlobal('self', {
		location: new URL('https://here.test/service-worker.js'),
		clients: { matchAll: async () => pages }
	});
	// No page of any link is kept.
	vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined }) });
	vi.stubGlobal('navigator', {
		locks: { query: async () => ({ held: [] }), request: (_: string, act: () => unknown) => act() }
	});
	vi.stubGlobal('fetch', fetched);
	fetched.mockRejectedValue(new TypeError('no network'));
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.clearAllMocks();
});

/** Written through a link of the account of this mark. */
function keep(key: string, link: string, mark: string): void {
	const never = { state: 'waiting', problem: '', failed: '', attempts: 0, triedAt: 0 } as const;
	const written = { title: key, keptAt: 1, mark, fields: [], files: [], ...never };
	device.set(key, { key, url: `${base(link)}/message`, ...written });
}

/** A page of another link to the account "ours", of which nothing is kept. */
function open(): Page {
	const page = new Page('page', `https://here.test${base('B')}/outbox`);
	pages.push(page);
	return page;
}

async function order(source: Page, data: object): Promise<void> {
	const waited: Promise<unknown>[] = [];
	const waitUntil = (work: Promise<unknown>) => waited.push(work);
	listeners.get('message')!({ data: { mark: 'ours', ...data }, source, waitUntil });
	await Promise.all(waited);
}
const told = (page: Page) => page.heard.filter(({ type }) => type === 'outbox').at(-1)!;

beforeEach(() => {
	keep('mine', 'A', 'ours');
	keep('theirs', 'C', 'others');
});

test('a page of which nothing is kept is told what waits of its account, and of others a number', async () => {
	const page = open();
	await order(page, { type: 'list' });
	expect(told(page)).toMatchObject({ items: [{ key: 'mine' }], others: 1 });
	// Told again because something else happened, it is the same account.
	await order(page, { type: 'flush', mark: '' });
	expect(told(page)).toMatchObject({ items: [{ key: 'mine' }], others: 1 });
});

test('on such a page what others wrote is erased, and nothing of its own account', async () => {
	await order(open(), { type: 'erase-others' });
	expect([...device.keys()]).toEqual(['mine']);
});

test('and what is of its account is read, sent through its link, and deleted', async () => {
	const page = open();
	await order(page, { type: 'read', key: 'mine' });
	expect(page.heard).toMatchObject([{ type: 'typed', key: 'mine' }]);
	await order(page, { type: 'retry', key: 'mine' });
	expect(device.get('mine')).toMatchObject({ url: `${base('B')}/message` });
	for (const key of ['mine', 'theirs']) await order(page, { type: 'drop', key });
	expect([...device.keys()]).toEqual(['theirs']);
});

test.each(['outbox-page.js', 'outbox.js'])('static/%s says whose page it is', async (name) => {
	const { readFileSync } = await import('node:fs');
	const script = readFileSync(`static/${name}`, 'utf8');
	const orders = [...script.matchAll(/postMessage\(([^)]*)\)/g)].map(([, what]) => what);
	expect(orders.length).toBeGreaterThan(0);
	for (const what of orders) expect(what).toMatch(/\bmark\b/);
});
