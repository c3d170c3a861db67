import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({
	noted: event.url.searchParams.has('noted'),
	invoice: await orPage(caller(event).portal.invoices.show({ invoiceId: event.params.id }))
});
