import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	invoice: await orPage(caller(event).desk.invoices.page({ id: event.params.id }))
});
