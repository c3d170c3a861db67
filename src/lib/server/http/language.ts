import type { Handle, RequestEvent } from '@sveltejs/kit';
import { asLanguage, preferredLanguage, type Language } from '$lib/i18n/language';
import { runInLanguage } from '$lib/i18n/run-in';
import { personMark } from '../auth/person-mark';

const YEAR = 365 * 24 * 3600;

/**
 * Asked for (`?lang=en`), chosen before, the person's own, the browser's; in that order. A choice belongs to
 * whoever made it: on a device two people share, each link opens in the language of its own person.
 */
export const language: Handle = async ({ event, resolve }) => {
	const cookie = cookieOf(event);
	const asked = asLanguage(event.url.searchParams.get('lang'));
	if (asked)
		event.cookies.set(cookie, asked, {
			path: '/',
			maxAge: YEAR,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:'
		});
	const spoken =
		asked ??
		asLanguage(event.cookies.get(cookie)) ??
		ownLanguage(event) ??
		preferredLanguage(event.request.headers.get('accept-language'));
	event.locals.language = spoken;
	return runInLanguage(spoken, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', spoken) })
	);
};

/** Of whose link it is, also once it has ended or where it ends his mails; one of the browser's where nobody is known by a link. */
const cookieOf = ({ locals }: RequestEvent): string => {
	const holder = holderOf(locals);
	return holder ? `lang-${personMark(holder)}` : 'lang';
};

function ownLanguage({ locals }: RequestEvent): Language | null {
	if (locals.scope?.audience === 'desk') return locals.scope.user.language;
	return holderOf(locals)?.language ?? null;
}

function holderOf({ scope, reader }: App.Locals) {
	if (scope?.audience !== 'portal' && scope?.audience !== 'resolver') return reader ?? null;
	const { organisationId, holder } = scope;
	return { organisationId, email: holder.email, language: holder.language };
}
