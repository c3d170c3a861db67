import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	statement: await orPage(caller(event).portal.statement.page())
});
