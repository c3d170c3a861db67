import { can } from '$lib/domain/access';
import { CALL_OUTCOMES } from '$lib/domain/dunning/call-outcome';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { deliveryActions } from '../../delivery-actions';
import { noticeActions } from '../../notice-actions';
import { callAction } from './call-action';
import { settleAction } from './settle-action';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { dunning, calls, delivery } = caller(event).desk;
	const { id: noticeId } = event.params;
	const [notice, made, messages] = await orPage(
		Promise.all([
			dunning.notice({ noticeId }),
			calls.ofNotice({ noticeId }),
			delivery.ofNotice({ noticeId })
		])
	);
	const done = event.url.searchParams.get('done');
	return {
		notice,
		calls: made,
		messages,
		called: [...CALL_OUTCOMES, 'settled' as const].find((outcome) => outcome === done) ?? null,
		today: frame.today,
		mayRun: can(frame.user.role, 'dunning.run'),
		mayOpen: can(frame.user.role, 'disputes.open'),
		maySet: can(frame.user.role, 'settings.manage')
	};
};

export const actions = {
	...noticeActions,
	...deliveryActions,
	call: callAction,
	settle: settleAction
};
