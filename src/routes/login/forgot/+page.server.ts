import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';

export const load = (event) => ({ isSent: event.url.searchParams.has('done') });

export const actions = {
	default: async (event) => {
		const email = String((await event.request.formData()).get('email') ?? '');
		try {
			await caller(event).staff.askReset({ email });
		} catch (thrown) {
			return refuse(thrown, { email });
		}
		redirect(303, '/login/forgot?done');
	}
};
