import { parseLocalDate } from '$lib/domain/calendar';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { filtersIn } from '../filters';

export const load = async (event) => {
	const on = parseLocalDate(event.url.searchParams.get('on') ?? '') ?? undefined;
	return { plan: await orPage(caller(event).desk.dunning.plan({ on, ...filtersIn(event.url) })) };
};
