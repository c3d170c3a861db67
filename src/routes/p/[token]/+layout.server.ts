import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { refuseLink } from '../../refuse-link';

export const load = async (event) => {
	const { token } = event.params;
	if (event.locals.scope?.audience !== 'portal') await refuseLink(event, token, 'portal');
	// A form that was sent to be shown in another language is in the answer to it.
	const isForm = event.request.method === 'POST';
	if (event.url.searchParams.has('lang') && !isForm) redirect(303, withoutLanguage(event.url));
	return {
		base: `/p/${token}`,
		/** Where a form of this page goes: sent to an address that names a language, it would undo what was chosen since. */
		here: withoutLanguage(event.url),
		language: event.locals.language,
		acting: event.locals.acting ?? '',
		...(await orPage(caller(event).portal.customers.frame()))
	};
};

/** The choice is in a cookie by now: the address stays one that can be shared. */
function withoutLanguage(url: URL): string {
	const kept = new URL(url);
	kept.searchParams.delete('lang');
	return kept.pathname + kept.search;
}
