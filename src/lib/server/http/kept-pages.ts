import type { Handle, RequestEvent } from '@sveltejs/kit';
import { now } from '../clock';
import { PageStore } from './page-store';
import { encodingFor, squeezed, type Encoding } from './squeeze';

/** Pages that hold no key of a form and no word of a moment: drawn twice from the same data, they are the same. */
const PURE = new Set(['/p/[token]', '/p/[token]/invoices/[id]']);
const MOST_BYTES = 32_000_000;
const pages = new PageStore(MOST_BYTES);

/**
 * A read page is drawn once and given again while nothing at all was committed to the database. Its link was
 * proven on this very request, before anything is looked up here (docs/decisions/kept-pages.md).
 */
export const keptPages: Handle = async ({ event, resolve }) => {
	const encoding = encodingFor(event.request);
	const version = event.locals.dataVersion;
	const key = encoding && keyOf(event, encoding);
	if (!key || !version) return resolve(event);
	const kept = pages.find(key, version);
	if (kept) return new Response(kept.body, { headers: kept.headers });
	const answer = await resolve(event);
	if (!isKeepable(answer)) return answer;
	const body = await squeezed(await answer.arrayBuffer(), encoding);
	const headers = [...answer.headers, ['content-encoding', encoding], ['vary', 'accept-encoding']];
	const page = { version, body, headers: headers.filter(isOfPage) as [string, string][] };
	pages.keep(key, page);
	return new Response(body, { headers: page.headers });
};

/** Midnight is one in every time zone: what is due, late or over changes with the day. */
const QUARTER_MS = 15 * 60_000;

/** Whose page, in which language, in which quarter of an hour. */
function keyOf({ request, route, url, locals }: RequestEvent, encoding: Encoding): string | null {
	const { scope, language } = locals;
	if (request.method !== 'GET' || url.search) return null;
	if (scope?.audience !== 'portal' || !PURE.has(route.id ?? '')) return null;
	const quarter = Math.floor(now().getTime() / QUARTER_MS);
	const { organisationId, holder } = scope;
	return [organisationId, holder.linkId, url.href, language, encoding, quarter].join(' ');
}

/** With a nonce or a cookie it is for one answer only. */
const isKeepable = ({ status, headers }: Response): boolean =>
	status === 200 &&
	/^text\/html/.test(headers.get('content-type') ?? '') &&
	!headers.has('set-cookie') &&
	!(headers.get('content-security-policy') ?? '').includes("'nonce-");

const isOfPage = ([name]: string[]): boolean => name !== 'content-length' && name !== 'date';
