import { error, isHttpError, type Handle, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import type { KeyKind } from '$lib/domain/users/keys';
import { m } from '$lib/i18n/paraglide/messages';
import { hashOf } from '../auth/hash';
import { EndedLink, openDoor, type OpenDoor } from '../auth/links';
import { openSession, SESSION_COOKIE } from '../auth/session';
import { keyReader } from '../auth/key-reader';
import { openView } from '../auth/view-door';
import { readerWith } from '../disputes/stop-following';
import { log } from '../log';
import { guessesTooMuch } from './guesses';
import { plainPage } from './plain-page';

/** Proves once per request who is there: a link in the path, else a session cookie. */
export const scope: Handle = async ({ event, resolve }) => {
	const isAsked = event.route.id !== null || event.url.pathname.startsWith('/trpc');
	const refused = isAsked ? await prove(event) : null;
	return refused ?? resolve(event);
};

/** An answer of its own only to who tries one link after the other. */
async function prove(event: RequestEvent): Promise<Response | null> {
	try {
		const view = await viewFor(event);
		const opened = view ? null : await door(event);
		event.locals.reader = await readerOf(event);
		event.locals.dataVersion = opened?.dataVersion;
		event.locals.scope = view ?? opened?.scope ?? (await sessionScope(event));
		event.locals.signedIn = await besideScope(event, opened);
		if (opened) event.locals.acting = event.cookies.get('acting');
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code !== 'unavailable') {
			if (thrown instanceof EndedLink) event.locals.reader = thrown.holder;
			return guessing(event, thrown);
		}
		if (isHttpError(thrown)) throw thrown;
		log('error', 'request.scope_failed', { error: thrown, requestId: event.locals.requestId });
		error(503, { message: 'unavailable', code: 'unavailable' });
	}
	return null;
}

const guessing = (event: RequestEvent, { code }: AppError): Response | null =>
	code === 'link_unknown' &&
	guessesTooMuch(event.getClientAddress(), hashOf(event.params.token ?? ''))
		? plainPage(
				429,
				(locale) => ({
					title: m.common_too_many_title({}, { locale }),
					text: m.common_too_many_text({}, { locale })
				}),
				{ 'retry-after': '60' }
			)
		: null;

/** A colleague looks at an account with the eyes of its contact. */
const viewFor = async ({ params, route, cookies }: RequestEvent) =>
	route.id?.startsWith('/p/[token]')
		? openView(params.token ?? '', cookies.get(SESSION_COOKIE))
		: null;

/** Null on every path that is not a link's. */
async function door({ params, route }: RequestEvent): Promise<OpenDoor | null> {
	const { token } = params;
	if (token === undefined) return null;
	if (route.id?.startsWith('/p/[token]')) return openDoor(token, 'portal');
	if (route.id?.startsWith('/r/[token]')) return openDoor(token, 'resolver');
	return null;
}

/** Who ends his mails, or has no password yet, opens no account: the page speaks his language all the same. */
async function readerOf({ params, route }: RequestEvent) {
	if (route.id === '/p/stop/[secret]') return (await readerWith(params.secret ?? '')) ?? undefined;
	const kind = KEYS[route.id ?? ''];
	return kind && keyReader(kind, params.token ?? '');
}

const KEYS: Record<string, KeyKind | undefined> = {
	'/invitation/[token]': 'invitation',
	'/login/reset/[token]': 'reset'
};

/** A colleague's answer may need his account as well as his link. */
async function besideScope({ cookies }: RequestEvent, opened: OpenDoor | null) {
	const sessionId = opened?.scope.audience === 'resolver' && cookies.get(SESSION_COOKIE);
	return sessionId ? openSession(sessionId) : null;
}

async function sessionScope(event: RequestEvent) {
	const sessionId = event.cookies.get(SESSION_COOKIE);
	if (!sessionId) return null;
	event.locals.sessionId = sessionId;
	return openSession(sessionId);
}
