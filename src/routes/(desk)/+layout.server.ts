import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	frame: await orPage(caller(event).desk.settings.frame()),
	/** A page that cannot be shown after it was sent is no sign that nothing was saved. */
	isSent: event.request.method === 'POST'
});
