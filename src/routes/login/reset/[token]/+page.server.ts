import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';

/** Looking changes nothing: mail scanners open every link of a letter. */
export const load = async (event) => ({
	reset: await caller(event)
		.staff.reset({ token: event.params.token })
		.catch(() => null)
});

export const actions = {
	default: async (event) => {
		const password = String((await event.request.formData()).get('password') ?? '');
		try {
			await caller(event).staff.useReset({ token: event.params.token, password });
		} catch (thrown) {
			return refuse(thrown, {});
		}
		redirect(303, '/login?done=reset');
	}
};
