import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** The link of another case that waits for the same person leaves for his address. */
export const POST = async (event) => {
	const reference = String((await event.request.formData()).get('reference') ?? '');
	const told = await orPage(caller(event).resolver.disputes.mailWaiting({ reference }));
	redirect(303, `/r/${event.params.token}?${told}=${encodeURIComponent(reference)}#others`);
};
