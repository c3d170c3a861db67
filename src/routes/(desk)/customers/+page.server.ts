import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const filter = Object.fromEntries(event.url.searchParams);
	return {
		filter: { view: 'all', sort: 'overdue', q: '', ...filter },
		list: await orPage(caller(event).desk.customers.list(filter))
	};
};
