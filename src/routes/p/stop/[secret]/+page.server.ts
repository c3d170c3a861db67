import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import type { Actions, PageServerLoad } from './$types';

/** Looking changes nothing: mail scanners open every link of a letter. */
export const load: PageServerLoad = async (event) =>
	orPage(caller(event).follow.show({ secret: event.params.secret }));

export const actions: Actions = {
	default: async (event) => {
		await orPage(caller(event).follow.stop({ secret: event.params.secret }));
		redirect(303, event.url.pathname);
	}
};
