import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { layoutIn } from '../../../layouts';

/** What was written, or what would be if it left now. */
export const load = async (event) => {
	const { frame } = await event.parent();
	const noticeId = event.params.id;
	const { dunning, review } = caller(event).desk;
	const said = await orPage(dunning.saidMail({ noticeId }));
	return {
		noticeId,
		customerName: said.customerName,
		said: said.mail,
		preview: said.mail ? null : await orPage(review.noticeMail({ noticeId })),
		as: layoutIn(event.url),
		timeZone: frame.organisation.timeZone,
		mayRun: can(frame.user.role, 'dunning.run')
	};
};
