import type { Handle } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { env } from '../env';

const PRIVATE = /^\/(p|r)\//;
/** Behind a secret too, of a colleague. */
const SECRET = /^\/(invitation|login\/reset)\//;
/** Pages fingerprinted by the build, icons and the like: everything else is somebody's business. */
const CACHEABLE = /^\/(_app\/immutable|icons|favicon)/;

/** What every answer carries; the content policy itself is kit's (hashes of what a page holds). */
export const headers: Handle = async ({ event, resolve }) => {
	event.locals.requestId = randomUUID();
	event.locals.scope = null;
	event.locals.sessionId = null;
	const response = await resolve(event);
	const set = (name: string, value: string) => {
		if (!response.headers.has(name)) response.headers.set(name, value);
	};
	set('x-content-type-options', 'nosniff');
	// Never `no-referrer`: browsers then send `Origin: null` with native form posts, which kit refuses.
	set('referrer-policy', 'same-origin');
	// On a page behind a link it would only cost a new process (docs/decisions/links.md).
	if (!PRIVATE.test(event.url.pathname)) set('cross-origin-opener-policy', 'same-origin');
	set('cross-origin-resource-policy', 'same-origin');
	set('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
	set('x-frame-options', 'SAMEORIGIN');
	if (env().origin.startsWith('https:')) set('strict-transport-security', 'max-age=31536000');
	if (!CACHEABLE.test(event.url.pathname)) set('cache-control', 'private, no-store');
	if (PRIVATE.test(event.url.pathname) || SECRET.test(event.url.pathname))
		set('x-robots-tag', 'noindex, nofollow');
	return response;
};
