import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../page-action';

export const load = async (event) => ({
	day: await orPage(
		caller(event).desk.worklist.day({ page: event.url.searchParams.get('page') ?? 1 })
	),
	done: event.url.searchParams.get('done')
});

export const actions = actionsOf('/worklist', {
	postpone: ({ worklist }, { key = '', reason, ...words }) =>
		worklist.postpone({ key, reason, untilOn: words.tomorrow ? '' : words.untilOn }),
	resume: ({ worklist }, { key = '' }) => worklist.resume({ key })
});
