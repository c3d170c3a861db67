import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	reasons: await orPage(caller(event).desk.reasons.list()),
	done: event.url.searchParams.get('done')
});

export const actions = {
	...actionsOf('/settings/reasons', {
		restore: (door, { id = '' }) => door.reasons.restore({ id })
	}),
	/** Back to the row that was moved: a long list is worked on at its place. */
	move: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { id = '', direction } = words;
		try {
			await caller(event).desk.reasons.move({ id, direction: direction as never });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'move' });
		}
		redirect(303, `/settings/reasons?done=move#reason-${id}`);
	}
};
