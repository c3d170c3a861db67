import { describe, expect, it, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import { encodingFor, squeeze } from './squeeze';

const asking = (accepted: string | null) =>
	new Request(
		'http://localhost/p/x',
		accepted === null ? {} : { headers: { 'accept-encoding': accepted } }
	);

test.each([
	['gzip, deflate, br, zstd', 'br'],
	['gzip, deflate', 'gzip'],
	['br;q=0, gzip;q=0.5', 'gzip'],
	['br;q=0.0', null],
	['identity', null],
	[null, null]
])('who accepts %s is answered in %s', (accepted, encoding) => {
	expect(encodingFor(asking(accepted))).toBe(encoding);
});

describe('a page of a customer', () => {
	const html = `<p>${'é'.repeat(3_000)}</p>`;
	const answered = async (accepted: string, type = 'text/html') => {
		const request = asking(accepted);
		const event = { request, url: new URL(request.url) } as RequestEvent;
		const answer = new Response(html, { headers: { 'content-type': type } });
		return squeeze({ event, resolve: () => answer });
	};

	it.each([
		['br', brotliDecompressSync],
		['gzip', gunzipSync]
	])('leaves in %s and is the same page', async (encoding, unpacked) => {
		const answer = await answered(encoding);
		expect(answer.headers.get('content-encoding')).toBe(encoding);
		expect(answer.headers.get('vary')).toBe('accept-encoding');
		const body = Buffer.from(await answer.arrayBuffer());
		expect(body.length).toBeLessThan(html.length / 10);
		expect(String(unpacked(body))).toBe(html);
	});

	it('leaves as it is where nothing is accepted, and so does what is no page', async () => {
		expect(await (await answered('identity')).text()).toBe(html);
		const pdf = await answered('br', 'application/pdf');
		expect(pdf.headers.has('content-encoding')).toBe(false);
	});
});
