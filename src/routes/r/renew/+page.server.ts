import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { asAppError } from '$lib/server/trpc/errors';

export const load = ({ url }) => ({ sent: url.searchParams.has('sent') });

/** The answer is the same whoever asks: it tells nobody which links were ever made. */
export const actions = {
	default: async (event) => {
		const token = String((await event.request.formData()).get('token') ?? '');
		try {
			await caller(event).links.renew({ token });
		} catch (thrown) {
			if (asAppError(thrown).code !== 'invalid_input') throw thrown;
		}
		redirect(303, '/r/renew?sent');
	}
};
