import type { Handle, RequestEvent } from '@sveltejs/kit';
import { env } from '../env';

/** Upper bounds of a request body, by path; the server in front of kit allows 32 MB. */
const LIMITS: [RegExp, number][] = [
	[/^\/in\//, 65_536],
	[/^\/p\/[^/]+\/disputes\//, 31_000_000],
	[/^\/r\//, 31_000_000],
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
	if (isLongBatch(event.url)) return new Response('Too many questions at once', { status: 400 });
	if (!SAFE.has(event.request.method)) {
		if (isForeign(event)) return new Response('Cross-site request refused', { status: 403 });
		if (event.url.pathname.startsWith('/trpc') && !event.request.headers.has('x-entendu'))
			return new Response('Cross-site request refused', { status: 403 });
		if (bodySize(event) > limitOf(event.url.pathname)) return tooLarge(event);
	}
	return resolve(event);
};

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

/** Said in both languages: the body was not read, so nobody is known yet. */
function tooLarge(event: RequestEvent): Response {
	const megabytes = Math.floor(limitOf(event.url.pathname) / 1_000_000);
	const page = PAGE.replaceAll('{megabytes}', String(megabytes));
	return new Response(page, {
		status: 413,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'"
		}
	});
}

const PAGE = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Envoi trop lourd – Too large</title>
<style>body{max-width:36rem;margin:10vh auto;padding:0 1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1c1b18;background:#fbfaf6}h1,h2{line-height:1.2}</style>
</head>
<body>
<main>
<h1>L’envoi dépasse {megabytes}&nbsp;Mo</h1>
<p>Revenez en arrière, retirez un fichier ou réduisez les photos, puis envoyez de nouveau.</p>
<section lang="en">
<h2>This is larger than {megabytes} MB</h2>
<p>Go back, remove a file or shrink the photos, then send again.</p>
</section>
</main>
</body>
</html>
`;
