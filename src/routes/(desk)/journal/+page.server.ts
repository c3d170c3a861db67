import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

const NOTHING = { from: '', until: '', by: '', kind: '' };

export const load = async (event) => {
	const { frame } = await event.parent();
	const desk = caller(event).desk;
	const asked = Object.fromEntries(event.url.searchParams);
	return {
		timeZone: frame.organisation.timeZone,
		filter: { ...NOTHING, ...asked },
		journal: await orPage(desk.audit.journal(asked))
	};
};
