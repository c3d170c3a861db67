import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { orNone } from '../../form';
import { actionsOf } from '../../page-action';
import { triedIn } from './tried';

export const load = async (event) => {
	const { desk } = caller(event);
	const choices = await orPage(desk.routing.choices());
	return {
		...(await orPage(desk.routing.list())),
		choices,
		tried: await triedIn(event, choices.currency),
		done: event.url.searchParams.get('done')
	};
};

export const actions = {
	...actionsOf('/settings/routing', {
		restore: (door, { id = '' }) => door.routing.restore({ id }),
		fallback: (door, { userId }) => door.routing.chooseFallback({ userId: orNone(userId) ?? null })
	}),
	/** Back to the row that was moved. */
	move: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { id = '', direction } = words;
		try {
			await caller(event).desk.routing.move({ id, direction: direction as never });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'move' });
		}
		redirect(303, `/settings/routing?done=move#rule-${id}`);
	}
};
