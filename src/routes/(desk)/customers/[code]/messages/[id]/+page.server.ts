import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { layoutIn } from '../../../../dunning/layouts';

/** Word for word what was sent. */
export const load = async (event) => {
	const { frame } = await event.parent();
	const { code, id } = event.params;
	const { language } = event.locals;
	return {
		code,
		...(await orPage(caller(event).desk.proofs.message({ code, id, language }))),
		as: layoutIn(event.url),
		timeZone: frame.organisation.timeZone
	};
};
