import type { Handle, RequestEvent } from '@sveltejs/kit';
import { asLanguage, preferredLanguage, type Language } from '$lib/i18n/language';
import { runInLanguage } from '$lib/i18n/run-in';

const COOKIE = 'lang';
const YEAR = 365 * 24 * 3600;

/** Asked for (`?lang=en`), chosen before, the person's own, the browser's; in that order. */
export const language: Handle = async ({ event, resolve }) => {
	const asked = asLanguage(event.url.searchParams.get('lang'));
	if (asked)
		event.cookies.set(COOKIE, asked, {
			path: '/',
			maxAge: YEAR,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:'
		});
	const spoken =
		asked ??
		asLanguage(event.cookies.get(COOKIE)) ??
		ownLanguage(event) ??
		preferredLanguage(event.request.headers.get('accept-language'));
	event.locals.language = spoken;
	return runInLanguage(spoken, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', spoken) })
	);
};

function ownLanguage({ locals: { scope } }: RequestEvent): Language | null {
	if (scope?.audience === 'desk') return scope.user.language;
	return scope?.audience === 'portal' || scope?.audience === 'resolver'
		? scope.holder.language
		: null;
}
