import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	house: await orPage(caller(event).desk.settings.frontPage())
});
