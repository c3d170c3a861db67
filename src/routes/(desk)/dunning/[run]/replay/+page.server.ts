import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { filtersIn } from '../../filters';

export const load = async (event) => {
	const { page } = filtersIn(event.url);
	return {
		replay: await orPage(caller(event).desk.runs.replay({ runId: event.params.run, page }))
	};
};
