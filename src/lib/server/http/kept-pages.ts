import type { Handle, RequestEvent } from '@sveltejs/kit';
import { now } from '../clock';
import { PageStore } from './page-store';
import { squeezed, takesGzip } from './squeeze';

/** Pages that hold no key of a form and no word of a moment: drawn twice from the same data, they are the same. */
const PURE = new Set(['/p/[token]', '/p/[token]/invoices/[id]']);
const MOST_BYTES = 32_000_000;
const pages = new PageStore(MOST_BYTES);

/**
 * A read page is drawn once and given again while nothing at all was committed to the database. Its link was
 * proven on this very request, before anything is looked up here (docs/decisions/kept-pages.md).
 */
export const keptPages: Handle = async ({ event, resolve }) => {
	const key = keyOf(event);
	const version = event.locals.dataVersion;
	if (!key || !version) return resolve(event);
	const kept = pages.find(key, version);
	if (kept) return new Response(new Uint8Array(kept.body), { headers: kept.headers });
	const answer = await resolve(event);
	if (!isKeepable(answer)) return answer;
	const body = await squeezed(await answer.arrayBuffer());
	const headers = [...answer.headers, ['content-encoding', 'gzip'], ['vary', 'accept-encoding']];
	const page = { version, body, headers: headers.filter(isOfPage) as [string, string][] };
	pages.keep(key, page);
	return new Response(new Uint8Array(body), { headers: page.headers });
};

/** Whose page, in which language, in which minute: some of what it says depends on the hour. */
function keyOf({ request, route, url, locals }: RequestEvent): string | null {
	const { scope, language } = locals;
	if (request.method !== 'GET' || url.search || !takesGzip(request)) return null;
	if (scope?.audience !== 'portal' || !PURE.has(route.id ?? '')) return null;
	const minute = Math.floor(now().getTime() / 60_000);
	return [scope.organisationId, scope.holder.linkId, url.href, language, minute].join(' ');
}

/** With a nonce or a cookie it is for one answer only. */
const isKeepable = ({ status, headers }: Response): boolean =>
	status === 200 &&
	/^text\/html/.test(headers.get('content-type') ?? '') &&
	!headers.has('set-cookie') &&
	!(headers.get('content-security-policy') ?? '').includes("'nonce-");

const isOfPage = ([name]: string[]): boolean => name !== 'content-length' && name !== 'date';
