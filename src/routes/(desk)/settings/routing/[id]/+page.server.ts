import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { actionsOf } from '../../../page-action';
import { ruleIn } from '../rule-form';

type Event = RequestEvent<{ id: string }>;

export const load = async (event) => {
	const { desk } = caller(event);
	return {
		rule: await orPage(desk.routing.show({ id: event.params.id })),
		choices: await orPage(desk.routing.choices())
	};
};

export const actions = {
	change: async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const { id } = event.params;
		try {
			const { desk } = caller(event);
			const { currency } = await desk.routing.choices();
			const rule = ruleIn(words, { currency, language: event.locals.language });
			await desk.routing.change({ ...rule, id, seen: words.seen ?? '' });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'rule' });
		}
		redirect(303, '/settings/routing?done=change');
	},
	...actionsOf('/settings/routing', {
		archive: (door, { id = '' }) => door.routing.archive({ id }),
		restore: (door, { id = '' }) => door.routing.restore({ id })
	})
};
