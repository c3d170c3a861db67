import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { dayIn, filtersIn } from '../filters';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { on, refused } = dayIn(event.url, frame.today);
	const { desk } = caller(event);
	// Planned with the facts of today, a past day would be one that never was.
	if (on && on < frame.today)
		return { on, plan: null, runId: await orPage(desk.runs.ofDay({ on })), refused };
	const plan = await orPage(desk.dunning.plan({ on, ...filtersIn(event.url) }));
	return { on: plan.on, plan, runId: null, refused };
};
