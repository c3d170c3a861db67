import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { teamIn } from '../team-form';

/** Whoever may not add one sees no form of it. */
export const load = async (event) => {
	await orPage(caller(event).desk.teams.list());
};

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		let key: string;
		try {
			({ key } = await caller(event).desk.teams.add(teamIn(words)));
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'team' });
		}
		// Next, who is in it.
		redirect(303, `/settings/teams/${key}?done=add`);
	}
};
