import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { dayIn, filtersIn } from '../filters';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { on, refused } = dayIn(event.url, frame.today);
	const { desk } = caller(event);
	// Planned with the facts of today, a past day would be one that never was.
	if (on && on < frame.today)
		return {
			on,
			plan: null,
			runId: await orPage(desk.runs.ofDay({ on })),
			refused,
			maySet: false
		};
	const plan = await orPage(desk.dunning.plan({ on, ...filtersIn(event.url) }));
	const maySet = can(frame.user.role, 'settings.manage');
	return { on: plan.on, plan, runId: null, refused, maySet };
};
