import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { list, actions } = caller(event).desk.causes;
	return { causes: await orPage(list()), actions: await orPage(actions()) };
};
