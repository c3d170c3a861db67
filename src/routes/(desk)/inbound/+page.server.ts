import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { searchParams } = event.url;
	const asked = Object.fromEntries(searchParams);
	const { inbound } = caller(event).desk;
	return {
		list: await orPage(inbound.list(asked)),
		trouble: await orPage(inbound.trouble()),
		isFirst: !searchParams.has('after'),
		done: searchParams.get('done')
	};
};
