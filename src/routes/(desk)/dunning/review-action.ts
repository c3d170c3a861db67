import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { queueFilterIn } from './queue-address';

/** Yes or no to what is ticked, or to everything the filter shows. */
export async function reviewAction(event: RequestEvent) {
	const form = await event.request.formData();
	const picked = form.getAll('pick').map(String);
	const note = String(form.get('note') ?? '');
	const [verb, all] = String(form.get('do') ?? 'skip').split('-');
	try {
		if (!all && picked.length === 0) throw new AppError('nothing_picked');
		const { page: _page, ...filter } = queueFilterIn(event.url);
		const reviewed = await caller(event).desk.review.decide({
			verb: verb === 'confirm' ? 'confirm' : 'skip',
			chosen: all ? { filter, seen: Number(form.get('seen')) } : { noticeIds: picked },
			note
		});
		return { reviewed };
	} catch (thrown) {
		return refuse(thrown, { note, picked });
	}
}
