import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const filter = Object.fromEntries(event.url.searchParams);
	const desk = caller(event).desk;
	return {
		filter: { view: 'open', sort: 'due', q: '', reason: '', category: '', customer: '', ...filter },
		queue: await orPage(desk.disputes.queue(filter)),
		reasons: await orPage(desk.settings.everyReason())
	};
};
