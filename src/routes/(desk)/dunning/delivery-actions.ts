import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';

const act = (verb: 'retry' | 'giveUp') => async (event: RequestEvent) => {
	const deliveryId = String((await event.request.formData()).get('deliveryId') ?? '');
	try {
		await caller(event).desk.delivery[verb]({ deliveryId });
		return { done: verb };
	} catch (thrown) {
		return refuse(thrown, { deliveryId });
	}
};

/** What a person decides about a message that did not leave: on the list of messages and on its notice. */
export const deliveryActions = { retry: act('retry'), giveUp: act('giveUp') };
