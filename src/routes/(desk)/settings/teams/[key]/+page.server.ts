import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { actionsOf } from '../../../page-action';
import { headIn, membersIn, teamIn } from '../team-form';

type Event = RequestEvent<{ key: string }>;

export const load = async (event) => ({
	team: await orPage(caller(event).desk.teams.show({ key: event.params.key })),
	isAdded: event.url.searchParams.get('done') === 'add'
});

export const actions = {
	change: async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const { key } = event.params;
		try {
			await caller(event).desk.teams.change({
				...{ ...teamIn(words), key, seen: words.seen ?? '' },
				head: headIn(words, key, event.locals.language),
				memberIds: membersIn(words)
			});
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'team' });
		}
		redirect(303, '/settings/teams?done=change');
	},
	...actionsOf('/settings/teams', {
		archive: (door, { key = '' }) => door.teams.archive({ key }),
		restore: (door, { key = '' }) => door.teams.restore({ key })
	})
};
