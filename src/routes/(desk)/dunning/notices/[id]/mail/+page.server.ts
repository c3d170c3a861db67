import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { layoutIn } from '../../../layouts';

export const load = async (event) => {
	const { frame } = await event.parent();
	const noticeId = event.params.id;
	const preview = caller(event).desk.review.noticeMail({ noticeId });
	return {
		noticeId,
		preview: await orPage(preview),
		as: layoutIn(event.url),
		mayRun: can(frame.user.role, 'dunning.run')
	};
};
