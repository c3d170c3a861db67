import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { noticeActions } from '../../notice-actions';

export const load = async (event) => {
	const { frame } = await event.parent();
	const notice = await orPage(caller(event).desk.dunning.notice({ noticeId: event.params.id }));
	return { notice, today: frame.today, mayRun: can(frame.user.role, 'dunning.run') };
};

export const actions = noticeActions;
