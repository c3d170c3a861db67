import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const view = event.url.searchParams.get('view') === 'all' ? 'all' : 'waiting';
	const list = await orPage(caller(event).desk.inbound.list({ view }));
	const trouble = await orPage(caller(event).desk.inbound.trouble());
	return { view, list, trouble, done: event.url.searchParams.get('done') };
};
