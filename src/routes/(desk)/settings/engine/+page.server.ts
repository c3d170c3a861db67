import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';

export const load = async (event) => ({ state: await orPage(caller(event).desk.instance.show()) });

export const actions = {
	release: async (event) => {
		const isSure = (await event.request.formData()).get('sure') === 'on';
		try {
			if (!isSure) return { unsure: true };
			return { released: await caller(event).desk.instance.release() };
		} catch (thrown) {
			return refuse(thrown, {});
		}
	}
};
