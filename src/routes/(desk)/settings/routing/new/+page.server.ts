import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { ruleIn } from '../rule-form';

export const load = async (event) => ({
	choices: await orPage(caller(event).desk.routing.choices())
});

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			const { desk } = caller(event);
			const { currency } = await desk.routing.choices();
			await desk.routing.add(ruleIn(words, { currency, language: event.locals.language }));
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'rule' });
		}
		redirect(303, '/settings/routing?done=add');
	}
};
