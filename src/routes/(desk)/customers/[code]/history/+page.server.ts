import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { frame } = await event.parent();
	const page = event.url.searchParams.get('page') ?? 1;
	return {
		timeZone: frame.organisation.timeZone,
		history: await orPage(
			caller(event).desk.proofs.history({
				code: event.params.code,
				page: Number(page),
				show: (event.url.searchParams.get('show') ?? 'all') as never
			})
		)
	};
};
