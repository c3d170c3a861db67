import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetEnv } from '../env';
import { door } from './door';

beforeAll(() => {
	vi.stubEnv('DATABASE_URL', 'postgres://localhost/none');
	forgetEnv();
});
afterAll(() => {
	vi.unstubAllEnvs();
	forgetEnv();
});

async function statusOf(path: string, bytes: number): Promise<number> {
	const headers = new Headers({ 'content-length': String(bytes), host: 'localhost' });
	const url = new URL(`http://localhost${path}`);
	const event = { url, request: { method: 'POST', headers } } as unknown as RequestEvent;
	return (await door({ event, resolve: () => new Response('in') })).status;
}

test.each([
	'/imports',
	'/dunning/scenarios?/importFile',
	'/dunning/letters/0198c0de-0000-7000-8000-000000000001?/prove',
	'/disputes/new'
])('a file of two megabytes sent to %s is refused or taken by its page', async (path) => {
	expect(await statusOf(path, 2_000_000)).toBe(200);
	expect(await statusOf(path, 40_000_000)).toBe(413);
});

test('nobody types as much as that', async () => {
	expect(await statusOf('/settings?/save', 2_000_000)).toBe(413);
});

test.each(['/disputes?q=%00', '/customers/A%00B', '/disputes?q=a%2500'])(
	'a sign no key types is refused before anybody looks for it: %s',
	async (path) => {
		expect(await statusOf(path, 0)).toBe(path.includes('%2500') ? 200 : 400);
	}
);
