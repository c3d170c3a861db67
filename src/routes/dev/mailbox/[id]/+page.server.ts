import { isUuid } from '$lib/domain/uuid';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import type { PageServerLoad } from './$types';

/** Same shape, belongs to nobody: a mangled address is a page that does not exist. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

export const load: PageServerLoad = async (event) => {
	const deliveryId = isUuid(event.params.id) ? event.params.id : NOBODY;
	return { letter: await orPage(caller(event).mailbox.show({ deliveryId })) };
};
