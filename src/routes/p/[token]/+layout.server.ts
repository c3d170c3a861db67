import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { token } = event.params;
	if (event.locals.scope?.audience !== 'portal')
		await orPage(caller(event).links.state({ token, kind: 'portal' }));
	if (event.url.searchParams.has('lang')) redirect(303, withoutLanguage(event.url));
	return {
		base: `/p/${token}`,
		language: event.locals.language,
		...(await orPage(caller(event).portal.customers.frame()))
	};
};

/** The choice is in a cookie by now: the address stays one that can be shared. */
function withoutLanguage(url: URL): string {
	const kept = new URL(url);
	kept.searchParams.delete('lang');
	return kept.pathname + kept.search;
}
