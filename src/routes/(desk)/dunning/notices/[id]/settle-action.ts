import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';

/** He disagreed on the phone, and there is no dispute to record. */
export async function settleAction(event: RequestEvent<{ id: string }>) {
	const words = wordsIn(await event.request.formData());
	const noticeId = event.params.id;
	try {
		await caller(event).desk.calls.settle({ noticeId, reason: words.reason ?? '' });
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'settle' });
	}
	redirect(303, `/dunning/notices/${noticeId}?done=settled`);
}
