import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const to = (event.url.searchParams.get('to') ?? '').trim().slice(0, 254);
	const page = Math.min(
		40,
		Math.max(1, Math.trunc(Number(event.url.searchParams.get('page'))) || 1)
	);
	return { to, ...(await orPage(caller(event).mailbox.list({ to, page }))) };
};
