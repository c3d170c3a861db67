import type { Handle, RequestEvent } from '@sveltejs/kit';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const pack = promisify(gzip);

export const squeezed = (body: ArrayBuffer): Promise<Uint8Array> => pack(new Uint8Array(body));

export const takesGzip = ({ headers }: Request): boolean =>
	/\bgzip\b/.test(headers.get('accept-encoding') ?? '');

/**
 * Pages of customers leave compressed: kit's adapter does so for files only, and not every server stands
 * behind a proxy that does. Nobody can have such a page asked for without knowing its token, so its length
 * gives no secret away.
 */
export const squeeze: Handle = async ({ event, resolve }) => {
	const answer = await resolve(event);
	if (!isWanted(event) || !isPage(answer)) return answer;
	const headers = new Headers(answer.headers);
	headers.set('content-encoding', 'gzip');
	headers.append('vary', 'accept-encoding');
	headers.delete('content-length');
	const body = await squeezed(await answer.arrayBuffer());
	return new Response(new Uint8Array(body), { status: answer.status, headers });
};

const isWanted = ({ url, request }: RequestEvent): boolean =>
	url.pathname.startsWith('/p/') && takesGzip(request);

const isPage = ({ headers, body }: Response): boolean =>
	body !== null &&
	!headers.has('content-encoding') &&
	/^text\/html/.test(headers.get('content-type') ?? '');
