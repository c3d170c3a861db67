import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Waiting } from '../outbox-item';
import type { sent as Sent } from './waiting-forms';

/** What waits on the device, by key. */
const device = vi.hoisted(() => new Map<string, Waiting>());
vi.mock('../outbox-store', () => ({
	allWaiting: async () => [...device.values()],
	waitingOf: async (key: string) => device.get(key),
	dropWaiting: async (key: string) => device.delete(key),
	putWaiting: async (item: Waiting) => device.set(item.key, item)
}));

const base = `/p/${'A'.repeat(43)}`;
const url = new URL(`https://here.test${base}/message`);
const fetched = vi.fn<() => Promise<Response>>();

let sent: typeof Sent;
// Other tests of this process know the store as it is.
beforeAll(async () => {
	vi.resetModules();
	({ sent } = await import('./waiting-forms'));
});
afterAll(() => vi.resetModules());

beforeEach(() => {
	device.clear();
	vi.stubGlobal('self', { registration: {}, clients: { matchAll: async () => [] } });
	vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined }) });
	vi.stubGlobal('navigator', { locks: { query: async () => ({}) } });
	vi.stubGlobal('fetch', fetched);
	vi.spyOn(Response, 'redirect').mockImplementation(
		(to, status) => new Response(null, { status: status!, headers: { location: String(to) } })
	);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const send = () => {
	const body = new URLSearchParams({ key: 'key-of-the-page', body: 'Où est ma commande ?' });
	return sent(new Request(url, { method: 'POST', body }), url, () => {});
};
const answers = (status: number) =>
	fetched.mockImplementation(async () => new Response('<h1>said</h1>', { status }));

test.each([502, 503, 504])(
	'a form that a proxy answers with %i waits on the device, once, under its key',
	async (status) => {
		answers(status);
		for (let time = 0; time < 2; time++) {
			const answer = await send();
			expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/outbox`]);
		}
		expect([...device.values()]).toMatchObject([
			{
				...{ key: 'key-of-the-page', url: `${base}/message`, state: 'waiting' },
				fields: [
					['key', 'key-of-the-page'],
					['body', 'Où est ma commande ?']
				]
			}
		]);
	}
);

test.each([200, 400, 413, 500])('what the application answers with %i is shown', async (status) => {
	answers(status);
	const answer = await send();
	expect([answer.status, await answer.text()]).toEqual([status, '<h1>said</h1>']);
	expect(device.size).toBe(0);
});

test('where the device keeps nothing, the page says so, as without a network', async () => {
	answers(502);
	vi.spyOn(device, 'set').mockImplementation(() => {
		throw new Error('full');
	});
	expect((await send()).headers.get('location')).toBe(`${base}/outbox?full`);
});
