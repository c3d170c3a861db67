import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { actionsOf } from '../../../page-action';
import { settingsIn } from '../reason-form';

type Event = RequestEvent<{ id: string }>;

export const load = async (event) => ({
	reason: await orPage(caller(event).desk.reasons.show({ id: event.params.id }))
});

export const actions = {
	change: async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const { seen = '' } = words;
		try {
			const settings = settingsIn(words);
			await caller(event).desk.reasons.change({ ...settings, id: event.params.id, seen });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'reason' });
		}
		redirect(303, '/settings/reasons?done=change');
	},
	...actionsOf('/settings/reasons', {
		archive: (door, { id = '' }) => door.reasons.archive({ id }),
		restore: (door, { id = '' }) => door.reasons.restore({ id })
	})
};
