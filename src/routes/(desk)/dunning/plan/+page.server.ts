import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { dayIn, filtersIn } from '../filters';

export const load = async (event) => {
	const { on, noSuchDay } = dayIn(event.url);
	const plan = caller(event).desk.dunning.plan({ on, ...filtersIn(event.url) });
	return { plan: await orPage(plan), noSuchDay };
};
