import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { TOLD } from './notifications';

/** What a browser gives a service worker, as far as notifications need it. */
const base = (letter: string) => `/p/${letter.repeat(43)}`;
const CASE = `${base('A')}/disputes/LIT-2026-000001`;
const listeners = new Map<string, (event: object) => void>();
const scope = {
	__WB_MANIFEST: [],
	location: new URL('https://here.test/service-worker.js'),
	addEventListener: (type: string, heard: (event: object) => void) => listeners.set(type, heard),
	clients: { matchAll: vi.fn(), openWindow: vi.fn() },
	registration: { pushManager: { subscribe: vi.fn() } }
};
/** Accounts that are told on this device: their page, by whose account it is. */
const told = new Map<string, string>();
const cache = {
	keys: async () => [...told.keys()],
	match: async (key: string) => (told.has(key) ? new Response(told.get(key)) : undefined)
};
const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeAll(async () => {
	vi.stubGlobal('self', scope);
	// Another test of this process may have started it for itself.
	vi.resetModules();
	await import('../../../../service-worker');
});
beforeEach(() => {
	vi.stubGlobal('self', scope);
	vi.stubGlobal('fetch', fetched);
	vi.stubGlobal('caches', {
		open: async (name: string) => (name === TOLD ? cache : expect.unreachable(name))
	});
	told.clear();
	scope.clients.matchAll.mockResolvedValue([]);
	fetched.mockResolvedValue(new Response());
});
afterEach(() => {
	vi.clearAllMocks();
	vi.unstubAllGlobals();
});

/** Heard by the worker; ends when what it asked the browser to wait for has ended. */
async function happens(type: string, event: object): Promise<void> {
	const waited: Promise<unknown>[] = [];
	listeners.get(type)!({ ...event, waitUntil: (work: Promise<unknown>) => waited.push(work) });
	expect(waited).toHaveLength(1);
	await Promise.all(waited);
}

const press = async (data: unknown) => {
	const notification = { data, close: vi.fn() };
	await happens('notificationclick', { notification });
	expect(notification.close).toHaveBeenCalledOnce();
};
const tabAt = (path: string) => ({ url: `https://here.test${path}`, focus: vi.fn() });

test('pressing news opens the page of its case', async () => {
	scope.clients.matchAll.mockResolvedValue([tabAt(base('A')), tabAt(`${CASE}9`)]);
	await press({ path: CASE, mark: 'm' });
	expect(scope.clients.openWindow.mock.calls).toEqual([[CASE]]);
	expect(scope.clients.matchAll).toHaveBeenCalledWith({
		type: 'window',
		includeUncontrolled: true
	});
});

test('a tab that shows the case already comes to the front instead', async () => {
	const shown = tabAt(`${CASE}?replied#conversation`);
	scope.clients.matchAll.mockResolvedValue([tabAt(base('A')), shown]);
	await press({ path: CASE, mark: 'm' });
	expect(shown.focus).toHaveBeenCalledOnce();
	expect(scope.clients.openWindow).not.toHaveBeenCalled();
});

test.each([null, {}, { path: 7 }, { path: '/settings' }, { path: 'https://elsewhere.test/p/x' }])(
	'news that lead nowhere of ours (%j) only go away',
	async (data) => {
		await press(data);
		expect(scope.clients.openWindow).not.toHaveBeenCalled();
	}
);

const options = { userVisibleOnly: true, applicationServerKey: new ArrayBuffer(65) };
const changed = (oldSubscription: object | null) =>
	happens('pushsubscriptionchange', { oldSubscription });
const subscribed = () =>
	scope.registration.pushManager.subscribe.mockResolvedValue({
		toJSON: () => ({ endpoint: 'https://push.test/new', keys: { p256dh: 'P', auth: 'S' } })
	});
const bodies = () =>
	fetched.mock.calls.map(([url, { method, body }]) => [
		url,
		method,
		Object.fromEntries(body as URLSearchParams)
	]);
const NEW = { endpoint: 'https://push.test/new', p256dh: 'P', auth: 'S' };

test('under a new address, every account that is told here is told it, asked for as before', async () => {
	told.set('/told/a', `${base('A')}/notifications`).set('/told/b', base('B'));
	subscribed();
	await changed({ options });
	expect(scope.registration.pushManager.subscribe.mock.calls).toEqual([[options]]);
	expect(bodies()).toEqual([
		[`${base('A')}/notifications?/on`, 'POST', NEW],
		[`${base('B')}/notifications?/on`, 'POST', NEW]
	]);
});

test('one account that cannot be reached keeps no other from it', async () => {
	told.set('/told/a', base('A')).set('/told/b', base('B'));
	subscribed();
	fetched.mockRejectedValueOnce(new TypeError('network'));
	await changed({ options });
	expect(bodies().map(([url]) => url)).toEqual([
		`${base('A')}/notifications?/on`,
		`${base('B')}/notifications?/on`
	]);
});

test.each([
	['nobody is told here', [], { options }],
	['the browser does not say which one it was', ['a'], null]
])('nothing is asked for when %s', async (_, marks, before) => {
	for (const mark of marks) told.set(`/told/${mark}`, base('A'));
	await changed(before);
	expect(scope.registration.pushManager.subscribe).not.toHaveBeenCalled();
	expect(fetched).not.toHaveBeenCalled();
});

test('a browser that refuses the new address leaves the worker alive', async () => {
	told.set('/told/a', base('A'));
	scope.registration.pushManager.subscribe.mockRejectedValue(new Error('denied'));
	await changed({ options });
	expect(fetched).not.toHaveBeenCalled();
});
