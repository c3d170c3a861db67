import type { RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { language } from './language';

/** What leaves of this page at that address. */
async function shown(path: string, html: string): Promise<string> {
	let page = '';
	const url = new URL(path, 'http://localhost');
	const event = {
		...{ url, request: new Request(url), locals: { scope: null } },
		cookies: { get: () => undefined, set: () => {} }
	} as unknown as RequestEvent;
	await language({
		event,
		resolve: async (_, options) => {
			page = (await options?.transformPageChunk?.({ html, done: true })) ?? html;
			return new Response();
		}
	});
	return page;
}

it('keeps numbers in one piece on the pages of customers, and only there', async () => {
	const html = '<html lang="%lang%"><h1>FA-2026-0498</h1></html>';
	expect(await shown('/p/token', html)).toMatch(/lang="\w\w"><h1>.*nowrap">FA-2026-0498</);
	expect(await shown('/disputes', html)).not.toContain('nowrap');
});
