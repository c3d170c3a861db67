import { m } from '$lib/i18n/paraglide/messages';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { env } from '../env';
import { plainPage } from './plain-page';

/** Upper bounds of a request body, by path; the server in front of kit allows 32 MB. */
const LIMITS: [RegExp, number][] = [
	[/^\/in\//, 65_536],
	[/^\/api\/inbound\//, 25_000_000],
	[/^\/p\/[^/]+\/(disputes\/|pay|message)/, 31_000_000],
	[/^\/r\//, 31_000_000],
	[/^\/settings\/brand/, 6_000_000],
	[/^\/(disputes|imports)/, 31_000_000],
	// Files are taken here too: what is too large for what it is gets its own sentence on its page.
	[/^\/dunning\/(scenarios|letters)/, 31_000_000]
];
const DEFAULT_LIMIT = 1_000_000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Questions in one request to `/trpc`. */
const MOST_IN_BATCH = 10;

/** Refuses what no honest browser sends, before anything is looked up. */
export const door: Handle = async ({ event, resolve }) => {
	if (!isForUs(event)) return new Response('Misdirected request', { status: 421 });
	if (event.url.pathname.startsWith('//')) return new Response('Not found', { status: 404 });
	if (holdsNul(event.url)) return new Response('Bad request', { status: 400 });
	if (isLongBatch(event.url)) return new Response('Too many questions at once', { status: 400 });
	if (!SAFE.has(event.request.method)) {
		if (isForeign(event)) return new Response('Cross-site request refused', { status: 403 });
		if (event.url.pathname.startsWith('/trpc') && !event.request.headers.has('x-entendu'))
			return new Response('Cross-site request refused', { status: 403 });
		if (bodySize(event) > limitOf(event.url.pathname)) return tooLarge(event);
	}
	return resolve(event);
};

/** The database takes none, wherever it would be looked for. */
const holdsNul = ({ pathname, search }: URL): boolean => /%00/.test(pathname + search);

const isLongBatch = ({ pathname }: URL): boolean =>
	pathname.startsWith('/trpc/') && pathname.split(/,|%2c/i).length > MOST_IN_BATCH;

/** With ORIGIN kit says that address whatever was asked: without a proxy that rewrites it, the header is looked at too. */
function isForUs({ url, request }: RequestEvent): boolean {
	const asked = `http://${request.headers.get('host') ?? url.host}`;
	if (!env().TRUST_PROXY && !(URL.canParse(asked) && hostIsOurs(new URL(asked)))) return false;
	return hostIsOurs(url);
}

/** The address in ORIGIN, this machine by name or any host by number: never a name somebody else owns. */
function hostIsOurs({ hostname }: URL): boolean {
	const configured = env().ORIGIN;
	if (configured && hostname === new URL(configured).hostname) return true;
	return /^(localhost|sveltekit-prerender|[\d.]+|\[.+\])$/.test(hostname);
}

function isForeign({ request, url }: RequestEvent): boolean {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return true;
	const origin = request.headers.get('origin');
	return origin !== null && origin !== url.origin;
}

const bodySize = ({ request }: RequestEvent): number =>
	Number(request.headers.get('content-length') ?? 0);
const limitOf = (path: string): number =>
	LIMITS.find(([pattern]) => pattern.test(path))?.[1] ?? DEFAULT_LIMIT;

function tooLarge(event: RequestEvent): Response {
	const megabytes = Math.floor(limitOf(event.url.pathname) / 1_000_000);
	return plainPage(413, (locale) => ({
		title: m.common_too_large_title({ megabytes }, { locale }),
		text: m.common_too_large_text({}, { locale })
	}));
}
