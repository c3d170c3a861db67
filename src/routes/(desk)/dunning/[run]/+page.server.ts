import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { filtersIn } from '../filters';

export const load = async (event) => {
	const { dunning } = caller(event).desk;
	const runId = event.params.run;
	const [run, decisions] = await orPage(
		Promise.all([dunning.run({ runId }), dunning.decisions({ runId, ...filtersIn(event.url) })])
	);
	return { run, decisions };
};
