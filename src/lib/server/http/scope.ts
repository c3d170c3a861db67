import { error, isHttpError, type Handle, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { openLink } from '../auth/links';
import { openSession, SESSION_COOKIE } from '../auth/session';
import { log } from '../log';

/** Proves once per request who is there: a link in the path, else a session cookie. */
export const scope: Handle = async ({ event, resolve }) => {
	if (event.route.id !== null || event.url.pathname.startsWith('/trpc')) await prove(event);
	return resolve(event);
};

async function prove(event: RequestEvent): Promise<void> {
	try {
		event.locals.scope = await (linkScope(event) ?? sessionScope(event));
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code !== 'unavailable') return;
		if (isHttpError(thrown)) throw thrown;
		log('error', 'request.scope_failed', { error: thrown, requestId: event.locals.requestId });
		error(503, { message: 'unavailable', code: 'unavailable' });
	}
}

function linkScope(event: RequestEvent) {
	const { token } = event.params;
	if (token === undefined) return null;
	if (event.route.id?.startsWith('/p/[token]')) return openLink(token, 'portal');
	if (event.route.id?.startsWith('/r/[token]')) return openLink(token, 'resolver');
	return null;
}

async function sessionScope(event: RequestEvent) {
	const sessionId = event.cookies.get(SESSION_COOKIE);
	if (!sessionId) return null;
	event.locals.sessionId = sessionId;
	return openSession(sessionId);
}
