import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import type { PageServerLoad } from './$types';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Same shape, belongs to nobody: a mangled address is a page that does not exist. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

export const load: PageServerLoad = async (event) => {
	const deliveryId = ID.test(event.params.id) ? event.params.id : NOBODY;
	return { letter: await orPage(caller(event).mailbox.show({ deliveryId })) };
};
