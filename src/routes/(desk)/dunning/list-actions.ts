import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';
import { noticeActions } from './notice-actions';

/** In the list: nobody is handed over without having been looked at, on the page that shows all of it. */
async function confirm(event: RequestEvent) {
	const { noticeId = '' } = wordsIn(await event.request.clone().formData());
	let legal: boolean;
	try {
		({ legal } = await caller(event).desk.dunning.notice({ noticeId }));
	} catch (thrown) {
		return refuse(thrown, { noticeId, action: 'confirm' });
	}
	if (legal) redirect(303, `/dunning/notices/${noticeId}#confirm`);
	return noticeActions.confirm(event);
}

export const listActions = { ...noticeActions, confirm };
