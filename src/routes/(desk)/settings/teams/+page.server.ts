import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	teams: await orPage(caller(event).desk.teams.list()),
	done: event.url.searchParams.get('done')
});

export const actions = {
	...actionsOf('/settings/teams', {
		restore: (door, { key = '' }) => door.teams.restore({ key })
	}),
	/** Back to the row that was moved. */
	move: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { key = '', direction } = words;
		try {
			await caller(event).desk.teams.move({ key, direction: direction as never });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'move' });
		}
		redirect(303, `/settings/teams?done=move#team-${key}`);
	}
};
