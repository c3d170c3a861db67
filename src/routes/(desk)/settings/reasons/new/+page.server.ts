import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { settingsIn } from '../reason-form';

/** Whoever may not add one sees no form of it. */
export const load = async (event) => {
	await orPage(caller(event).desk.reasons.list());
};

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.reasons.add(settingsIn(words));
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'reason' });
		}
		redirect(303, '/settings/reasons?done=add');
	}
};
