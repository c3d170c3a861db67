import type { Handle, RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { numbersInOnePiece } from './in-one-piece';
import { language } from './language';

/** What leaves of this page at that address. */
async function shown(handle: Handle, path: string, html: string): Promise<string> {
	let page = '';
	const url = new URL(path, 'http://localhost');
	const event = {
		...{ url, request: new Request(url), locals: { scope: null } },
		cookies: { get: () => undefined, set: () => {} }
	} as unknown as RequestEvent;
	await handle({
		event,
		resolve: async (_, options) => {
			page = (await options?.transformPageChunk?.({ html, done: true })) ?? html;
			return new Response();
		}
	});
	return page;
}

const html = '<html lang="%lang%"><h1>FA-2026-0498</h1></html>';

it('says which language the page is in', async () => {
	expect(await shown(language, '/p/token', html)).toMatch(/lang="(fr|en|de|es)">/);
});

it('keeps numbers in one piece on the pages of customers, and only there', async () => {
	expect(await shown(numbersInOnePiece, '/p/token', html)).toMatch(/<h1>.*nowrap">FA-2026-0498</);
	expect(await shown(numbersInOnePiece, '/disputes', html)).toBe(html);
});
