import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	day: await orPage(
		caller(event).desk.worklist.day({ page: event.url.searchParams.get('page') ?? 1 })
	)
});
